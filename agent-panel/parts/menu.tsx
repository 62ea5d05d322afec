import { Check } from "lucide"
import type { ComponentChildren } from "preact"
import { Icon, type IconNode } from "./icon"
import { Key } from "./key"
import { Popover } from "./popover"

export type MenuItem = {
  key: string
  label: string
  hint?: string | undefined
  /** What to know before choosing it, below its words. */
  note?: string | undefined
  icon?: IconNode | undefined
  /** What stands before the words instead of an icon, such as a face. */
  lead?: ComponentChildren
  /** Present for one of several to choose from. */
  checked?: boolean | undefined
  shortcut?: string | undefined
  onChoose: () => void
}

type MenuProps = {
  label: string
  trigger: ComponentChildren
  triggerClass?: string
  /** Groups of items, a line between them. */
  groups: readonly (readonly MenuItem[])[]
}

/** A button with a menu of things to do. */
export function Menu({ groups, ...button }: MenuProps) {
  return (
    <Popover kind="menu" {...button}>
      {(close) =>
        groups
          .filter((group) => group.length > 0)
          .map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of a menu is not a group of a form.
            <div key={group[0]?.key} class="menu-group" role="group">
              {group.map((item) => (
                <Item key={item.key} item={item} close={close} />
              ))}
            </div>
          ))
      }
    </Popover>
  )
}

function Item({ item, close }: { item: MenuItem; close: () => void }) {
  const choose = () => {
    close()
    item.onChoose()
  }
  const role =
    item.checked === undefined
      ? { role: "menuitem" as const }
      : { role: "menuitemradio" as const, "aria-checked": item.checked }
  return (
    <button type="button" class="menu-item" {...role} tabIndex={-1} onClick={choose}>
      {item.lead ?? (item.icon && <Icon node={item.icon} />)}
      <span class="menu-words">
        <span class="menu-label one-line" dir="auto">
          {item.label}
        </span>
        {item.note && <span class="menu-note">{item.note}</span>}
      </span>
      {item.hint && <span class="menu-hint">{item.hint}</span>}
      {item.shortcut && <Key>{item.shortcut}</Key>}
      {item.checked !== undefined && <span class="menu-check">{item.checked && <Icon node={Check} />}</span>}
    </button>
  )
}
