import type { FunctionComponent } from "preact"
import { useEffect, useState } from "preact/hooks"

type Came = { Screen: FunctionComponent } | { failed: unknown } | null

/** A screen that is opened rarely: it comes when asked for. */
export function lazily(load: () => Promise<FunctionComponent>): FunctionComponent {
  return function Lazy() {
    const [came, setCame] = useState<Came>(null)
    useEffect(() => {
      load().then(
        (Screen) => setCame({ Screen }),
        (failed: unknown) => setCame({ failed }),
      )
    }, [])
    if (came === null) return <main aria-busy="true" />
    // The guard around the panel says so, and how to go on.
    if ("failed" in came) throw came.failed
    return <came.Screen />
  }
}
