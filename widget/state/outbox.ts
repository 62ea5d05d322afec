import type { Keep, Pending } from "../../shared/client/outgoing"
import type { Shelf } from "./shelf"

const PREFIX = "outbox "

/** Each message that waits has a place of its own, so that two tabs never write over each other. */
export function createOutbox(shelf: Shelf): Keep {
  let kept = new Map<string, Pending>()
  return {
    load() {
      const pending = shelf.keys(PREFIX).flatMap((key) => parse(shelf.read(key)))
      pending.sort((one, other) => one.writtenAt - other.writtenAt)
      kept = new Map(pending.map((each) => [each.id, each]))
      return pending
    },
    save(pending) {
      const next = new Map(pending.map((each) => [each.id, each]))
      for (const [id, each] of next) if (kept.get(id) !== each) shelf.write(PREFIX + id, JSON.stringify(each))
      for (const id of kept.keys()) if (!next.has(id)) shelf.write(PREFIX + id, null)
      kept = next
    },
  }
}

/** What stands in the browser's storage may have been written by anybody. */
function parse(text: string | null): Pending[] {
  try {
    const { id, body, writtenAt, attachments }: Pending = JSON.parse(text ?? "")
    const isOurs = typeof id === "string" && typeof body === "string" && writtenAt > 0
    return isOurs ? [{ id, kind: "message", body, writtenAt, attachments }] : []
  } catch {
    // What cannot be read was not written by us.
    return []
  }
}
