import { open } from "node:fs/promises"
import type { Readable } from "node:stream"
import type { Attachment } from "../../../shared/protocol/types"
import { notFound, Refusal } from "../../core/refusal"
import type { House } from "../../feature"
import type { AttachmentRow } from "../../store/schema"
import { toAttachment } from "./attach"
import type { Files } from "./files"
import type { Incoming } from "./incoming"
import { kindOf, trueName } from "./kinds"
import { PICTURE_HEAD_BYTES, pictureSize } from "./picture-size"
import { forgetShelved } from "./remove"
import { requireRoom } from "./reserve"
import type { Stored } from "./storage/storage"
import { sumOf } from "./storage/sum-of"

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

async function takeMore(house: House, files: Files, row: AttachmentRow, body: Readable, from: number): Promise<Taken> {
  const { incoming, storage } = files
  await requireRoom(house, row.size - from)
  const received = await takeOrLeave(house, incoming, row, body, from)
  if (received < row.size) return { received, attachment: null }
  const found = await lookInto(incoming.place(row.id), row.name)
  if (found === null) {
    await incoming.letGo(row.id)
    throw new Refusal("invalid_input", "Files of this kind are not taken: send a picture, a PDF, a text or a ZIP.")
  }
  const stored = { id: row.id, sha256: await sumOf(incoming.place(row.id)) }
  await announce(house, stored)
  await storage.put(stored, incoming.place(row.id), found.type)
  const attachment = await complete(house, files, stored, found)
  await incoming.letGo(row.id)
  return { received, attachment }
}

/** What has arrived of a file that is not whole is left for whichever node the rest comes to. */
async function takeOrLeave(
  house: House,
  incoming: Incoming,
  { id, size }: AttachmentRow,
  body: Readable,
  from: number,
): Promise<number> {
  let isWhole = false
  try {
    const received = await incoming.take(id, body, from, size)
    isWhole = received === size
    return received
  } finally {
    if (!isWhole) await leave(house, incoming, id)
  }
}

async function leave(house: House, incoming: Incoming, id: string): Promise<void> {
  try {
    await incoming.leave(id)
    const row = await house.store.reads
      .selectFrom("attachment")
      .select("completedAt")
      .where("id", "=", id)
      .executeTakeFirst()
    // Another node was quicker, or it was given up: nobody comes for the rest.
    if (!row || row.completedAt !== null) await incoming.clear(id)
  } catch (error) {
    // It lies here still, for who comes back to this node; elsewhere they begin anew.
    house.log.warn({ err: error, attachmentId: id }, "what had arrived of a file was not left for other nodes")
  }
}

/** Before the bytes are anywhere the row says which: whoever removes it knows what there is to remove. */
async function announce({ write }: House, { id, sha256 }: Stored): Promise<void> {
  await write(id, (db) =>
    db.updateTable("attachment").set({ sha256 }).where("id", "=", id).where("completedAt", "is", null).execute(),
  )
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

/** Of two that make it whole, on two nodes, one says what it is; other bytes than that one's are not kept. */
async function complete(house: House, files: Files, stored: Stored, found: Found): Promise<Attachment> {
  const { id, sha256 } = stored
  await house.write(id, async (db) => {
    const at = house.clock.now()
    const { numUpdatedRows } = await db
      .updateTable("attachment")
      .set({ ...found, completedAt: at })
      .where("id", "=", id)
      .where("sha256", "=", sha256)
      .where("completedAt", "is", null)
      .executeTakeFirst()
    if (numUpdatedRows > 0n && files.isShared) await forgetShelved(house, db, id, at)
  })
  const row = await house.store.reads.selectFrom("attachment").selectAll().where("id", "=", id).executeTakeFirst()
  if (row?.completedAt != null && row.sha256 === sha256) return toAttachment(row)
  // It was given up meanwhile, or made whole with other bytes.
  await files.storage.remove(stored)
  if (!row) throw notFound("file")
  throw new Refusal("conflict", "Other bytes were sent as this file at the same time.")
}
