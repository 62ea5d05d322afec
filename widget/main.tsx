import { effect } from "@preact/signals"
import { type ComponentChildren, render } from "preact"
import { type Command, type Embed, shelfName } from "./api"
import { connectVisitor } from "./connect"
import { chooseWords } from "./locales/choose"
import type { Words } from "./locales/words"
import { type Chat, createChat } from "./state/chat"
import { createShelf } from "./state/shelf"
import { followPage } from "./state/whereabouts"
import { chatSheet } from "./styles/sheet"
import { ChatView } from "./views/chat"
import { ChatContext } from "./views/chat-context"
import { LauncherMarks } from "./views/launcher"

/** Draws the chat beside the loader's launcher and connects. Resolves with the way to command it. */
export async function start(embed: Embed): Promise<(command: Command) => void> {
  const { origin, site, locale, paint } = embed
  const name = shelfName(origin, site)
  const shelf = createShelf(name)
  const tab = createShelf(name, () => sessionStorage)
  const connection = connectVisitor(origin, site, () => shelf.read("token") ?? undefined)
  const chat = createChat({ connection, shelf, tab, site, locale, paint })
  followPage(connection, chat)
  connection.connect()
  draw(embed, chat, await chooseWords(locale))
  return chat.obey
}

function draw({ root, frame, launcher }: Embed, chat: Chat, words: Words): void {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, chatSheet()]
  const inChat = (children: ComponentChildren) => <ChatContext value={{ chat, words }}>{children}</ChatContext>
  const window = document.createElement("div")
  const marks = document.createElement("span")
  window.className = "chat"
  marks.className = "chat marks"
  frame.append(window)
  launcher.append(marks)
  render(inChat(<ChatView />), window)
  render(inChat(<LauncherMarks launcher={launcher} />), marks)

  launcher.onclick = () => (chat.opened.value ? chat.close() : chat.open())
  frame.onkeydown =
    frame.onkeyup =
    frame.onkeypress =
      (event) => {
        // What is typed in the chat is none of the page's shortcuts.
        event.stopPropagation()
        if (event.type === "keydown" && event.key === "Escape" && chat.opened.value) chat.close()
      }

  let wasOpen = false
  effect(() => {
    const { activeElement, body } = document
    // Unless the page has it, the focus goes back to where the chat is opened.
    if (wasOpen && !chat.opened.value && (activeElement === root.host || activeElement === body)) launcher.focus()
    wasOpen = chat.opened.value
  })
}
