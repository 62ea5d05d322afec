import "./button.css"
import type { ButtonHTMLAttributes, ComponentChildren } from "preact"
import { Icon, type IconNode } from "./icon"
import { Key } from "./key"

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "class" | "icon" | "label">

type ButtonProps = Native & {
  children: ComponentChildren
  /** `strong` is the one thing to do next, `plain` any other, `quiet` what stands beside text, `danger` what takes away. */
  look?: "strong" | "plain" | "quiet" | "danger"
  icon?: IconNode | undefined
  /** A key that does the same, shown beside the words. */
  shortcut?: string
  class?: string
}

export function Button({ children, look = "plain", icon, shortcut, class: className = "", ...native }: ButtonProps) {
  return (
    <button type="button" {...native} class={`button button-${look} ${className}`}>
      {icon && <Icon node={icon} />}
      <span class="button-words">{children}</span>
      {shortcut && <Key>{shortcut}</Key>}
    </button>
  )
}

type IconButtonProps = Native & { icon: IconNode; label: string; class?: string }

/** A button that is only an icon: its label is read out and shown on pointing at it. */
export function IconButton({ icon, label, class: className = "", ...native }: IconButtonProps) {
  return (
    <button type="button" title={label} aria-label={label} {...native} class={`icon-button ${className}`}>
      <Icon node={icon} />
    </button>
  )
}
