import { createTray, type Tray } from "../../shared/client/files/tray"
import { connection } from "./client"
import { sendSpoken } from "./outbox"

/** Where the bytes of files are; the session's cookie goes with every request by itself. */
export const fileAddress = (id: string) => `/files/${id}`

const trays = new Map<string, Tray>()

/** What is chosen to go with the next reply in a conversation. It stays for as long as the panel is open. */
export function trayOf(conversationId: string): Tray {
  const there = trays.get(conversationId)
  if (there) return there
  const tray = createTray({
    connection,
    door: { address: fileAddress, headers: () => ({}) },
    send: (attachments) => sendSpoken(conversationId, "message", "", attachments),
  })
  trays.set(conversationId, tray)
  return tray
}
