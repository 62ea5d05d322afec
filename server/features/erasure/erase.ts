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
  const erased = await host.write(contactId, async (db) => {
    const contact = await holdContact(host, db, contactId)
    const ids = await conversationsOf(db, contactId)
    await deleteAll(host, db, ids)
    await db.deleteFrom("contact").where("id", "=", contactId).execute()
    return { siteId: contact.siteId, conversationIds: ids }
  })
  tellErased(host, [{ contactId, ...erased }])
  await host.store.forget()
  return { conversations: erased.conversationIds.length }
}

/** Held first, as by whoever opens a conversation: of a first message and an erasure one comes after the other. */
async function holdContact({ store }: Host, db: Transaction<Schema>, id: string): Promise<{ siteId: string }> {
  const contact = await db
    .selectFrom("contact")
    .select("siteId")
    .where("id", "=", id)
    .$if(store.dialect === "postgres", (query) => query.forUpdate())
    .executeTakeFirst()
  if (!contact) throw notFound("contact")
  return contact
}

async function conversationsOf(db: Transaction<Schema>, contactId: string): Promise<string[]> {
  const rows = await db.selectFrom("conversation").select("id").where("contactId", "=", contactId).execute()
  return rows.map(({ id }) => id)
}

/**
 * Lets every feature delete what it keeps of these conversations: those that stand on others first. Their rows are held
 * before, so that whatever happens in one of them has happened, or finds nothing.
 */
export async function deleteAll(host: Host, db: Transaction<Schema>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  if (host.store.dialect === "postgres") {
    await db.selectFrom("conversation").select("id").where("id", "in", ids).orderBy("id").forUpdate().execute()
  }
  for (const feature of [...host.features()].reverse()) await feature.erases?.(db, ids)
}

type Erased = { contactId: string; siteId: string; conversationIds: readonly string[] }

/** Agents' panels let go of it; the visitor's line ends, and comes back as that of somebody who has not written. */
export function tellErased({ tell }: Host, erased: readonly Erased[]): void {
  for (const { contactId, siteId, conversationIds } of erased) {
    if (conversationIds.length > 0) tell.agents(siteId, "erased", { conversationIds: [...conversationIds] })
    tell.hangUp({ contactId })
  }
}
