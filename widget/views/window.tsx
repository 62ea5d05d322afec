import { useSignalEffect } from "@preact/signals"
import { useRef } from "preact/hooks"
import { useChat } from "./chat-context"
import { Composer } from "./composer"
import { Header } from "./header"
import { Log } from "./log"
import { fillPhone } from "./phone"

/** The window: beside the page on a desk, in front of it on a phone. */
export function Window() {
  const { chat, words } = useChat()
  const dialog = useRef<HTMLDialogElement>(null)
  const site = chat.started.value?.site.name

  useSignalEffect(() => {
    const opened = chat.opened.value
    const window = dialog.current
    if (!window || opened === window.open) return
    if (!opened) return window.close()
    const letGo = fillPhone(window)
    window.querySelector("textarea")?.focus()
    return letGo
  })

  const cancel = (event: Event) => {
    event.preventDefault()
    chat.close()
  }
  return (
    <dialog ref={dialog} lang={words.tag} aria-label={site ? words.chatWith(site) : words.chat} onCancel={cancel}>
      <Header />
      <Log />
      <Composer />
    </dialog>
  )
}
