import { type Delivery, putInOutbox } from "../../core/outbox"
import type { House } from "../../feature"
import type { Database } from "../../store/schema"
import type { Files } from "./take-file"

const FILE = "file"

/** Forgets files in the transaction of whoever erases what they belong to; their bytes go once it is committed. */
export async function removeAttachments(
  { newId }: Pick<House, "newId">,
  db: Database,
  ids: readonly string[],
  at: number,
): Promise<void> {
  if (ids.length === 0) return
  await db.deleteFrom("attachment").where("id", "in", ids).execute()
  for (const id of ids) await putInOutbox(db, { id: newId(), kind: FILE, key: `${FILE} ${id}`, payload: { id }, at })
}

/** Forgets the files of conversations that are erased. */
export async function eraseAttachments(
  house: Pick<House, "newId" | "clock">,
  db: Database,
  conversationIds: readonly string[],
): Promise<void> {
  const theirs = await db
    .selectFrom("attachment")
    .innerJoin("message", "message.id", "attachment.messageId")
    .select("attachment.id")
    .where("message.conversationId", "in", conversationIds)
    .execute()
  await removeAttachments(
    house,
    db,
    theirs.map(({ id }) => id),
    house.clock.now(),
  )
}

/** Removes the bytes of files that are forgotten. */
export function fileRemoval({ incoming, storage }: Files): Delivery {
  return {
    kind: FILE,
    async deliver(_payload, key) {
      const id = key.slice(FILE.length + 1)
      await incoming.remove(id)
      await storage.remove(id)
    },
  }
}
