import { open } from "node:fs/promises"
import type { Readable } from "node:stream"
import type { Attachment } from "../../../shared/protocol/types"
import { notFound, Refusal } from "../../core/refusal"
import type { House } from "../../feature"
import type { AttachmentRow } from "../../store/schema"
import { toAttachment } from "./attach"
import type { Incoming } from "./incoming"
import { kindOf, trueName } from "./kinds"
import { PICTURE_HEAD_BYTES, pictureSize } from "./picture-size"
import { requireRoom } from "./reserve"
import type { Storage } from "./storage/storage"

export type Files = { incoming: Incoming; storage: Storage }
export type Taken = { received: number; attachment: Attachment | null }

/** Takes bytes of a reserved file, from an offset on. The last of them make it whole: it is on disk when this resolves. */
export function takeFile(house: House, files: Files, id: string, body: Readable, from: number): Promise<Taken> {
  return files.incoming.inTurn(id, body, async () => {
    const row = await readRow(house, id)
    // A file that is whole never changes again.
    if (row.completedAt !== null) return { received: row.size, attachment: toAttachment(row) }
    return takeMore(house, files, row, body, from)
  })
}

async function takeMore(
  house: House,
  { incoming, storage }: Files,
  row: AttachmentRow,
  body: Readable,
  from: number,
): Promise<Taken> {
  await requireRoom(house, row.size - from)
  const received = await incoming.take(row.id, body, from, row.size)
  if (received < row.size) return { received, attachment: null }
  const found = await lookInto(incoming.place(row.id), row.name)
  if (found === null) {
    await incoming.remove(row.id)
    throw new Refusal("invalid_input", "Files of this kind are not taken: send a picture, a PDF, a text or a ZIP.")
  }
  await storage.put(row.id, incoming.place(row.id), found.type)
  return { received, attachment: await complete(house, storage, row.id, found) }
}

async function readRow({ store }: House, id: string): Promise<AttachmentRow> {
  const row = await store.reads.selectFrom("attachment").selectAll().where("id", "=", id).executeTakeFirst()
  if (!row) throw notFound("file")
  return row
}

type Found = Pick<AttachmentRow, "name" | "width" | "height"> & { type: string }

/** What a file is, whatever its sender called it. */
async function lookInto(path: string, name: string): Promise<Found | null> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PICTURE_HEAD_BYTES), 0, PICTURE_HEAD_BYTES, 0)
    const head = buffer.subarray(0, bytesRead)
    const kind = kindOf(head)
    const size = kind && pictureSize(kind.type, head)
    return kind && { type: kind.type, name: trueName(name, kind), width: null, height: null, ...size }
  } finally {
    await file.close()
  }
}

/** Of two that make it whole, on two nodes, the first says what it is. */
async function complete(house: House, storage: Storage, id: string, found: Found): Promise<Attachment> {
  await house.write(id, (db) =>
    db
      .updateTable("attachment")
      .set({ ...found, completedAt: house.clock.now() })
      .where("id", "=", id)
      .where("completedAt", "is", null)
      .execute(),
  )
  try {
    return toAttachment(await readRow(house, id))
  } catch (error) {
    // It was given up meanwhile.
    await storage.remove(id)
    throw error
  }
}
