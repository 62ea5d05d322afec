import type { Contact } from "../../../shared/protocol/types"
import type { VisitorCaller } from "../../feature"
import type { Database } from "../../store/schema"

export async function readContact(db: Database, id: string): Promise<Contact | null> {
  const row = await db
    .selectFrom("contact")
    .select(["id", "name", "email", "phone"])
    .where("id", "=", id)
    .executeTakeFirst()
  return row ?? null
}

/** The contact's row, made when it is not there yet, and held until the end of the transaction. */
export async function ensureContact(db: Database, { contactId, siteId }: VisitorCaller, now: number): Promise<void> {
  await db
    .insertInto("contact")
    .values({ id: contactId, siteId, name: null, email: null, phone: null, createdAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ updatedAt: now }))
    .execute()
}
