import type { Readable } from "node:stream"
import type { Attachment, Output } from "../../../shared/protocol/types"
import type { House } from "../../feature"
import { type Files, sentFiles } from "../attachments"

type Entry = { name: string; input: Readable | string; lastModified: Date }

/**
 * A person's data as it lies in an archive: the files as they were sent, then `person.json`, whose `files` tells which is
 * which. A path of null is a file that is gone. One file is open at a time.
 */
export async function* archiveOf(
  { store }: House,
  { storage }: Files,
  given: Output<"contact.export">,
): AsyncGenerator<Entry> {
  const files: { attachmentId: string; path: string | null }[] = []
  const rows = new Map((await sentFiles(store.reads, given.contact.id)).map((row) => [row.id, row]))
  for (const { id, name } of attachmentsIn(given)) {
    const row = rows.get(id)
    const input = row ? await storage.read(row) : null
    const path = input && pathOf(files.length + 1, name)
    files.push({ attachmentId: id, path })
    if (row && input && path !== null) yield { name: path, input, lastModified: new Date(row.createdAt) }
  }
  const input = JSON.stringify({ ...given, files }, null, 2)
  yield { name: "person.json", input, lastModified: new Date(given.exportedAt) }
}

/** In the order in which they were sent. */
function attachmentsIn({ conversations }: Output<"contact.export">): Attachment[] {
  const events = conversations.flatMap((each) => each.events)
  return events.flatMap((event) => (event.type === "message.posted" ? event.message.attachments : []))
}

/** What means something in a path or cannot be in a name, on whatever system it is unpacked. */
const NOT_IN_A_NAME = /[\\/:*?"<>|\p{C}]/gu
const STEM_MAX_LENGTH = 50
const ENDING_MAX_LENGTH = 12

/** Numbered, so that no two are one and none is `..` or a device; in one folder, whatever its sender called it (V84). */
export function pathOf(number: number, name: string): string {
  const [, stem = "", ending = ""] = /^(.*?)(\.[^.]*)?$/su.exec(name.replace(NOT_IN_A_NAME, "_")) ?? []
  const short = [...stem].slice(0, STEM_MAX_LENGTH).join("") + [...ending].slice(0, ENDING_MAX_LENGTH).join("")
  return `files/${String(number).padStart(4, "0")} ${short}`.replace(/[. ]+$/, "")
}
