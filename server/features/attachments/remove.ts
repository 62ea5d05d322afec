import { type Delivery, putInOutbox } from "../../core/outbox"
import type { House } from "../../feature"
import type { Database } from "../../store/schema"
import type { Files } from "./files"
import type { Stored } from "./storage/storage"

const FILE = "file"

/** Forgets files in the transaction of whoever erases what they belong to; their bytes go once it is committed. */
export async function removeAttachments(
  { newId }: Pick<House, "newId">,
  db: Database,
  ids: readonly string[],
  at: number,
): Promise<void> {
  if (ids.length === 0) return
  const gone = await db.deleteFrom("attachment").where("id", "in", ids).returning(["id", "sha256"]).execute()
  for (const stored of gone) {
    await putInOutbox(db, { id: newId(), kind: FILE, key: `${FILE} ${stored.id}`, payload: stored, at })
  }
}

/** Forgets the files of conversations that are erased, and with the last of a visitor's those that no message carries yet. */
export async function eraseAttachments(
  house: Pick<House, "newId" | "clock">,
  db: Database,
  conversationIds: readonly string[],
): Promise<void> {
  const sent = await db
    .selectFrom("attachment")
    .innerJoin("message", "message.id", "attachment.messageId")
    .select("attachment.id")
    .where("message.conversationId", "in", conversationIds)
    .execute()
  const unsent = await db
    .selectFrom("attachment")
    .select("id")
    .where("messageId", "is", null)
    .where("ownerKind", "=", "visitor")
    .where("ownerId", "in", (of) =>
      of.selectFrom("conversation").select("contactId").where("id", "in", conversationIds),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("conversation")
            .select("conversation.id")
            .whereRef("conversation.contactId", "=", "attachment.ownerId")
            .where("conversation.id", "not in", conversationIds),
        ),
      ),
    )
    .execute()
  await removeAttachments(
    house,
    db,
    [...sent, ...unsent].map(({ id }) => id),
    house.clock.now(),
  )
}

const SHELVED = "shelved file"

/** What nodes left for one another of a file goes once the file is whole. */
export async function forgetShelved({ newId }: Pick<House, "newId">, db: Database, id: string, at: number) {
  await putInOutbox(db, { id: newId(), kind: SHELVED, key: `${SHELVED} ${id}`, payload: { id }, at })
}

export function shelvedRemoval({ incoming }: Files): Delivery {
  return { kind: SHELVED, until: "done", deliver: (payload) => incoming.clear((payload as Pick<Stored, "id">).id) }
}

/** Removes the bytes of files that are forgotten, however long the storage is away. */
export function fileRemoval({ incoming, storage }: Files): Delivery {
  return {
    kind: FILE,
    until: "done",
    async deliver(payload) {
      // Those that were put in before there was a sum lie in the folder.
      const stored: Stored = { sha256: null, ...(payload as Pick<Stored, "id">) }
      await incoming.letGo(stored.id)
      await incoming.clear(stored.id)
      await storage.remove(stored)
    },
  }
}
