import type { Contact } from "../../../shared/protocol/types"
import type { VisitorCaller } from "../../feature"
import { hotQuery } from "../../store/hot-query"
import type { Database } from "../../store/schema"

export async function readContact(db: Database, id: string): Promise<Contact | null> {
  const [contact] = await readOne(db, { id })
  return contact ?? null
}

const readOne = hotQuery<{ id: string }, Contact>((db, { id }) =>
  db.selectFrom("contact").select(["id", "name", "email", "phone"]).where("id", "=", id),
)

export function readContacts(db: Database, ids: readonly string[]): Promise<Contact[]> {
  const [only, ...others] = ids
  if (only !== undefined && others.length === 0) return readOne(db, { id: only })
  return db.selectFrom("contact").select(["id", "name", "email", "phone"]).where("id", "in", ids).execute()
}

/** The contact's row, made when it is not there yet, and held until the end of the transaction. */
export async function ensureContact(db: Database, { contactId, siteId }: VisitorCaller, now: number): Promise<void> {
  await db
    .insertInto("contact")
    .values({ id: contactId, siteId, name: null, email: null, phone: null, createdAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ updatedAt: now }))
    .execute()
}
