import { effect } from "@preact/signals"
import { useLayoutEffect, useRef } from "preact/hooks"
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

  useLayoutEffect(() => {
    // It was open on the page before: here it stands open too, and leaves the focus to the page.
    if (dialog.current && chat.opened.peek()) dialog.current.open = true
    // A plain effect, so that the window opens within the click itself: phones show the keyboard for nothing later.
    return effect(() => show(dialog.current, chat.opened.value))
  }, [])

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

function show(window: HTMLDialogElement | null, opened: boolean): (() => void) | undefined {
  if (!window || opened === window.open) return
  if (!opened) {
    window.close()
    return
  }
  const letGo = fillPhone(window)
  const log = window.querySelector(".log")
  log?.scrollTo(0, log.scrollHeight)
  window.querySelector("textarea")?.focus()
  return letGo
}
