import type { FunctionComponent } from "preact"
import { useEffect, useState } from "preact/hooks"

type Came = { Screen: FunctionComponent } | { failed: unknown } | null

const EmptyMain = () => <main aria-busy="true" />

/** A screen that is opened rarely: it comes when asked for. Until then its place is kept. */
export function lazily(load: () => Promise<FunctionComponent>, Meanwhile = EmptyMain): FunctionComponent {
  return function Lazy() {
    const [came, setCame] = useState<Came>(null)
    useEffect(() => {
      load().then(
        (Screen) => setCame({ Screen }),
        (failed: unknown) => setCame({ failed }),
      )
    }, [])
    if (came === null) return <Meanwhile />
    // The guard around the panel says so, and how to go on.
    if ("failed" in came) throw came.failed
    return <came.Screen />
  }
}
