import { randomBytes } from "node:crypto"
import { statfs } from "node:fs/promises"
import type { Input, Output } from "../../../shared/protocol/types"
import { Refusal } from "../../core/refusal"
import type { AgentCaller, House, VisitorCaller } from "../../feature"
import { fileName } from "./file-name"
import { ownerOf } from "./owner"

const ID_BYTES = 16
const RETRY_AFTER_MS = 60_000

/** Gives a file its id, before any of its bytes are there. */
export async function reserve(
  house: House,
  caller: VisitorCaller | AgentCaller,
  { name, size }: Input<"attachment.create">,
): Promise<Output<"attachment.create">> {
  const { ATTACHMENT_MAX_BYTES } = house.config
  if (size > ATTACHMENT_MAX_BYTES) {
    throw new Refusal("too_large", `A file may have at most ${ATTACHMENT_MAX_BYTES.toLocaleString("en")} bytes.`)
  }
  await requireRoom(house, size)
  const id = randomBytes(ID_BYTES).toString("hex")
  await house.write(id, (db) =>
    db
      .insertInto("attachment")
      .values({
        id,
        ...ownerOf(caller),
        name: fileName(name),
        size,
        type: null,
        width: null,
        height: null,
        createdAt: house.clock.now(),
        completedAt: null,
        messageId: null,
        contactId: null,
        sha256: null,
      })
      .execute(),
  )
  return { attachmentId: id }
}

/** Words come before files: the last of the disk is theirs (F13). */
export async function requireRoom({ config }: House, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(config.DATA_DIR)
  if (bavail * bsize - bytes >= config.FREE_DISK_MIN_BYTES) return
  throw new Refusal("unavailable", "There is no room for files right now. Messages are taken as ever.", RETRY_AFTER_MS)
}
