import type { Connection } from "../../shared/client/connection"
import type { Chat } from "./chat"
import { here } from "./visit"

type Pages = EventTarget & { addEventListener(type: "currententrychange", hear: () => void): void }

/**
 * Keeps to the page's life: a page put aside closes its line, so that the browser can bring it back at once; one that
 * comes back connects and catches up; one that changes its address without loading tells where the visitor is now.
 */
export function followPage(connection: Connection, chat: Chat): void {
  let last = location.href
  const moved = () => {
    if (location.href === last || !chat.conversation.value) return
    last = location.href
    void connection.call("page.visited", { page: here() })
  }
  addEventListener("pagehide", connection.close)
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) connection.connect()
  })
  const { navigation }: { navigation?: Pages } = window
  if (navigation) navigation.addEventListener("currententrychange", moved)
  else addEventListener("popstate", moved)
}
