import type { Transaction } from "kysely"
import type { Input, Output } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { Feature, House } from "../../feature"
import type { Schema } from "../../store/schema"

export type Host = House & { features(): readonly Feature[] }

/** Erases a contact with everything that was said: rows, words in the search, and what still lies in the database's log. */
export async function eraseContact(
  host: Host,
  { contactId }: Input<"contact.erase">,
): Promise<Output<"contact.erase">> {
  const conversations = await eraseOf(host, contactId)
  if (conversations === null) throw notFound("contact")
  await host.store.forget()
  return { conversations }
}

/**
 * Erases a contact's conversations in which nothing has happened since `before`, absent all of them, and the contact with
 * the last one. Resolves with how many there were, or null where there is no such contact.
 */
export async function eraseOf(host: Host, contactId: string, before = Number.MAX_SAFE_INTEGER): Promise<number | null> {
  const erased = await host.write(contactId, async (db) => {
    const contact = await holdContact(host, db, contactId)
    if (!contact) return null
    const ids = await holdConversations(host, db, contactId, before)
    // Those that stand on others first.
    if (ids.length > 0) for (const feature of [...host.features()].reverse()) await feature.erases?.(db, ids)
    const isForgotten = await forgetContactWithoutAny(db, contactId)
    return { siteId: contact.siteId, ids, isForgotten }
  })
  if (!erased) return null
  // Panels let go of it; the visitor's line ends, and comes back as that of somebody who has not written.
  if (erased.ids.length > 0) host.tell.agents(erased.siteId, "erased", { conversationIds: erased.ids })
  if (erased.ids.length > 0 || erased.isForgotten) host.tell.hangUp({ contactId })
  return erased.ids.length
}

/** Held first, as by whoever opens a conversation: of a first message and an erasure one comes after the other. */
function holdContact({ store }: Host, db: Transaction<Schema>, id: string): Promise<{ siteId: string } | undefined> {
  return db
    .selectFrom("contact")
    .select("siteId")
    .where("id", "=", id)
    .$if(store.dialect === "postgres", (query) => query.forUpdate())
    .executeTakeFirst()
}

/** Held too, so that whatever happens in one of them has happened, and it is not as old as it seemed, or finds nothing. */
async function holdConversations(
  { store }: Host,
  db: Transaction<Schema>,
  contactId: string,
  before: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom("conversation")
    .select("id")
    .where("contactId", "=", contactId)
    .where("updatedAt", "<", before)
    .orderBy("id")
    .$if(store.dialect === "postgres", (query) => query.forUpdate())
    .execute()
  return rows.map(({ id }) => id)
}

async function forgetContactWithoutAny(db: Transaction<Schema>, contactId: string): Promise<boolean> {
  const gone = await db
    .deleteFrom("contact")
    .where("id", "=", contactId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("conversation").select("id").where("contactId", "=", contactId))),
    )
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}
