import type { Connection } from "../../shared/client/connection"
import { createTray } from "../../shared/client/files/tray"
import type { Attachment } from "../../shared/protocol/types"
import type { Delivery } from "../state/delivery"
import type { Visit } from "../state/visit"
import { Attach } from "./attach"
import { createCabinet } from "./cabinet"
import { createReceive } from "./receive"
import { Shown } from "./shown"
import { fileWords } from "./words"

/** The chat's own server, not that of the page. Named here, because a bundler takes it for a file of its own beside `new URL`. */
const LOADED_FROM = import.meta.url

export type FileParts = {
  connection: Connection
  visit: Visit
  locale: string
  delivery: Delivery
}

/** All that the chat can do with files. */
export function createFiles({ connection, visit, locale, delivery }: FileParts) {
  const door = {
    address: (id: string) => new URL(`/files/${id}`, LOADED_FROM).href,
    headers: () => ({ Authorization: `Bearer ${visit.token()}` }),
  }
  const tray = createTray({ connection, door, send: (attachments) => delivery.send("", attachments) })
  const cabinet = createCabinet(door)
  const words = fileWords(locale)
  const receive = createReceive(tray)
  return {
    /** Whether there is something to send besides words. */
    get carries(): boolean {
      return tray.carried.value.some(({ failed }) => !failed)
    },
    take: tray.take,
    Attach: () => <Attach {...{ tray, words, receive }} refused={visit.refused.value} />,
    Shown: ({ of }: { of: readonly Attachment[] }) => <Shown attachments={of} cabinet={cabinet} words={words} />,
  }
}
