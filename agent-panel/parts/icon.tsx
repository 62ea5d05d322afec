import type { IconNode } from "lucide"
import { h } from "preact"

export type { IconNode } from "lucide"

/** A line icon. It says nothing to a screen reader: the words beside it do. */
export function Icon({ node, class: className = "" }: { node: IconNode; class?: string }) {
  return (
    <svg class={`icon ${className}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {node.map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  )
}
