import { effect } from "@preact/signals"
import { useLayoutEffect } from "preact/hooks"
import { useChat } from "./chat-context"
import { Ring } from "./ring"

/** What the loader's button shows besides its icon: the ring while the visitor waits, and how many replies are unread. */
export function LauncherMarks({ launcher }: { launcher: HTMLButtonElement }) {
  const { chat, words } = useChat()
  const unread = chat.unread.value
  const wait = chat.wait.value

  const tell = () => {
    const opened = chat.opened.value
    const count = chat.unread.value
    const label = opened ? words.closeChat : words.openChat
    launcher.ariaLabel = count > 0 ? `${label}, ${words.unread(count)}` : label
    launcher.ariaExpanded = String(opened)
  }
  useLayoutEffect(() => effect(tell), [])

  return (
    <>
      {wait && <Ring wait={wait} />}
      {unread > 0 && <span class="badge">{unread}</span>}
    </>
  )
}
