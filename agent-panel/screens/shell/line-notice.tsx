import "./line-notice.css"
import { t } from "../../locales"
import { line } from "../../state/line"

/** A thin line at the bottom while there is no connection, and nothing at all while there is. */
export function LineNotice() {
  return (
    <div role="status" class={line.value === "fine" ? "line-fine" : "line-notice"}>
      {line.value !== "fine" && t.connection[line.value]}
    </div>
  )
}
