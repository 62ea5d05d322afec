import { useRef } from "preact/hooks"
import { useChat } from "./chat-context"
import { Icon } from "./icon"

/** What one sets once. It folds away with Escape or when the focus goes elsewhere. */
export function Menu() {
  const { chat, words } = useChat()
  const menu = useRef<HTMLDetailsElement>(null)
  const fold = () => {
    if (menu.current) menu.current.open = false
  }
  const unfocus = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !menu.current?.open) return
    // Escape folds the menu first; the window stays.
    event.stopPropagation()
    event.preventDefault()
    fold()
    menu.current.querySelector("summary")?.focus()
  }
  const leave = (event: FocusEvent) => {
    if (!menu.current?.contains(event.relatedTarget as Node | null)) fold()
  }
  return (
    <details class="menu" ref={menu} onKeyDown={unfocus} onFocusOut={leave}>
      <summary class="quiet" aria-label={words.menu}>
        <Icon name="more" />
      </summary>
      <label>
        <input type="checkbox" checked={chat.sound.on.value} onChange={chat.sound.toggle} />
        {words.sound}
      </label>
    </details>
  )
}
