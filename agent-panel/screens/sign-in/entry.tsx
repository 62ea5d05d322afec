import "./entry.css"
import { CircleAlert } from "lucide"
import type { ComponentChildren } from "preact"
import { useEffect } from "preact/hooks"
import { Icon } from "../../parts/icon"
import { Logo } from "../../parts/ring"

type EntryProps = { title: string; says?: string | undefined; busy?: boolean; children?: ComponentChildren }

/** The sheet on which somebody comes in: the ring, a heading, and what to do. */
export function Entry({ title, says, busy = false, children }: EntryProps) {
  useEffect(() => {
    document.title = `${title} · First Touch`
  }, [title])
  return (
    <main class="entry" aria-busy={busy}>
      <div class="entry-sheet">
        <header class="entry-head">
          <Logo />
          <h1>{title}</h1>
          {says && <p>{says}</p>}
        </header>
        {children}
      </div>
    </main>
  )
}

/** What is wrong, said at once to whoever listens instead of looking. */
export function Wrong({ children }: { children: string | null }) {
  return (
    <div role="alert">
      {children !== null && (
        <p class="entry-wrong">
          <Icon node={CircleAlert} />
          <span>{children}</span>
        </p>
      )}
    </div>
  )
}
