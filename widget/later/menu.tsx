import type { TargetedFocusEvent, TargetedKeyboardEvent } from "preact"
import { useChat } from "../views/chat-context"
import { Drawn } from "./drawn"

const DOTS = "M12 12h.01M19 12h.01M5 12h.01"

/** What one sets once. It folds away with Escape or when the focus goes elsewhere. */
export function Menu() {
  const { chat, words } = useChat()
  const unfocus = (event: TargetedKeyboardEvent<HTMLDetailsElement>) => {
    const menu = event.currentTarget
    if (event.key !== "Escape" || !menu.open) return
    // Escape folds the menu first; the window stays.
    event.stopPropagation()
    event.preventDefault()
    menu.open = false
    menu.querySelector("summary")?.focus()
  }
  const leave = ({ currentTarget, relatedTarget }: TargetedFocusEvent<HTMLDetailsElement>) => {
    if (!currentTarget.contains(relatedTarget as Node | null)) currentTarget.open = false
  }
  return (
    <details class="menu" onKeyDown={unfocus} onFocusOut={leave}>
      <summary class="quiet" aria-label={words.menu}>
        <Drawn path={DOTS} />
      </summary>
      <label>
        <input type="checkbox" checked={chat.sound.on.value} onChange={chat.sound.toggle} />
        {words.sound}
      </label>
    </details>
  )
}
