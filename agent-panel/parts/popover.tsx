import "./popover.css"
import type { ComponentChildren } from "preact"
import { useId, useRef, useState } from "preact/hooks"
import { createWish, type Wish } from "../state/wish"
import { createTypeAhead } from "./type-ahead"
import { useWish } from "./use-wish"

type PopoverProps = {
  /** What the button is for, read out. */
  label: string
  trigger: ComponentChildren
  triggerClass?: string
  /** The trigger says in words what it is for, and needs no other name. */
  saysItself?: true
  /** What opens: a menu of things to do, or a small dialog. */
  kind: "menu" | "dialog"
  children: (close: () => void) => ComponentChildren
  /** Opens it, too: what a key asks for. */
  wish?: Wish
}

const NO_WISH = createWish()
const ROOM_BELOW_PX = 320
const GAP_PX = 4

/** A button and what it opens beside it, by the browser's own popover: Esc and a click elsewhere close it. */
export function Popover({ label, trigger, triggerClass = "", saysItself, kind, children, wish }: PopoverProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const typeAhead = useRef(createTypeAhead())
  const [open, setOpen] = useState(false)
  const named = { role: kind, "aria-label": label }
  const close = () => sheet.current?.hidePopover()
  useWish(wish ?? NO_WISH, () => sheet.current?.showPopover())
  return (
    <>
      <button
        ref={button}
        type="button"
        class={triggerClass}
        popovertarget={id}
        aria-haspopup={kind}
        aria-expanded={open}
        {...(!saysItself && { "aria-label": label, title: label })}
      >
        {trigger}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it is a menu or a dialog, by the role in `named`. */}
      <div
        ref={sheet}
        id={id}
        popover="auto"
        class={`popover popover-${kind}`}
        {...named}
        onBeforeToggle={(event) => {
          if (event.newState !== "open" || !button.current || !sheet.current) return
          placeBeside(button.current, sheet.current)
          typeAhead.current = createTypeAhead()
          setOpen(true)
        }}
        onToggle={(event) => {
          if (event.newState === "open") sheet.current?.querySelector<HTMLElement>("button, input, a")?.focus()
          else setOpen(false)
        }}
        onKeyDown={(event) => {
          if (kind === "menu") typeAhead.current(event, itemsOf(sheet.current))
          moveInMenu(event, sheet.current)
          if (event.key !== "Escape") event.stopPropagation()
        }}
      >
        {open && children(close)}
      </div>
    </>
  )
}

/** Below the button where there is room, else above it; towards the middle of the window. */
function placeBeside(button: HTMLElement, sheet: HTMLElement): void {
  const at = button.getBoundingClientRect()
  const below = innerHeight - at.bottom
  const opensBelow = below > ROOM_BELOW_PX || below > at.top
  const opensRight = at.left < innerWidth / 2
  const besideIt = opensRight ? innerWidth - at.left : at.right
  Object.assign(sheet.style, {
    top: opensBelow ? `${at.bottom + GAP_PX}px` : "auto",
    bottom: opensBelow ? "auto" : `${innerHeight - at.top + GAP_PX}px`,
    left: opensRight ? `${at.left}px` : "auto",
    right: opensRight ? "auto" : `${innerWidth - at.right}px`,
    maxWidth: `min(22rem, ${besideIt - 2 * GAP_PX}px)`,
    maxHeight: `${(opensBelow ? below : at.top) - 4 * GAP_PX}px`,
  })
}

function moveInMenu(event: KeyboardEvent, menu: HTMLElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const items = itemsOf(menu)
  const now = items.indexOf(document.activeElement as HTMLElement)
  if (!step || now === -1) return
  event.preventDefault()
  items[(now + step + items.length) % items.length]?.focus()
}

const itemsOf = (menu: HTMLElement | null) => [...(menu?.querySelectorAll<HTMLElement>(".menu-item") ?? [])]
