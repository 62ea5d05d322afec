import "./starting.css"
import { t } from "../../locales"
import { Logo } from "../../parts/ring"
import { line } from "../../state/line"

/** Before the server has answered for the first time. Words come only where it takes long enough to wonder. */
export function Starting() {
  return (
    <main class="starting" aria-busy="true">
      <Logo />
      <p role="status">{line.value === "fine" ? t.connection.starting : t.connection.startingLong}</p>
    </main>
  )
}
