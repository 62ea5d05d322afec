import "./empty.css"
import type { ComponentChildren } from "preact"
import { Icon, type IconNode } from "./icon"

type EmptyProps = { icon?: IconNode; title: string; children?: ComponentChildren }

/** Where there is nothing: one sentence, and the next thing to do. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div class="empty">
      {icon && <Icon node={icon} />}
      <p class="empty-title">{title}</p>
      {children && <div class="empty-next">{children}</div>}
    </div>
  )
}
