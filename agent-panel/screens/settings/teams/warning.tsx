import { TriangleAlert } from "lucide"
import { Icon } from "../../../parts/icon"

/** What is set so that somebody would wait in vain. */
export function Warning({ children }: { children: string }) {
  return (
    <span class="team-warning">
      <Icon node={TriangleAlert} />
      <span>{children}</span>
    </span>
  )
}
