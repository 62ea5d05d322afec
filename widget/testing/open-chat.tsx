import { cleanup, render, screen } from "@testing-library/preact"
import userEvent from "@testing-library/user-event"
import { words } from "../locales/en"
import type { Words } from "../locales/words"
import { createChat } from "../state/chat"
import { createShelf } from "../state/shelf"
import { ChatView } from "../views/chat"
import { ChatContext } from "../views/chat-context"
import { createFakeServer, type FakeServer } from "./fake-server"

type Options = {
  server?: FakeServer
  online?: boolean
  words?: Words
  shelf?: string
  /** Whether she opens it now, or has left it as it is on the page before. */
  visible?: "opened now" | "as it was left"
}

/** Vera's chat on a page, as she sees it. */
export function openChat(options: Options = {}) {
  cleanup()
  const server = options.server ?? createFakeServer()
  const shelf = createShelf(options.shelf ?? "shelf ")
  const tab = createShelf("tab ", () => sessionStorage)
  const looks: object[] = []
  const chat = createChat({
    ...{ connection: server.connection, shelf, tab, site: "default", locale: "en" },
    paint: (look) => looks.push(look),
  })
  if (options.online ?? true) server.connection.connect()
  render(
    <ChatContext value={{ chat, words: options.words ?? words }}>
      <ChatView />
    </ChatContext>,
  )
  if (options.visible !== "as it was left") chat.open()
  return {
    server,
    chat,
    shelf,
    looks,
    vera: userEvent.setup(),
    field: () => screen.getByRole("textbox", { name: /message/ }),
  }
}
