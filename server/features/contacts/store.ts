import type { Contact } from "../../../shared/protocol/types"
import type { VisitorCaller, Vouched } from "../../feature"
import { hotQuery } from "../../store/hot-query"
import type { ContactRow, Database } from "../../store/schema"

export async function readContact(db: Database, id: string): Promise<Contact | null> {
  const [contact] = await readContacts(db, [id])
  return contact ?? null
}

type Known = Pick<ContactRow, "id" | "name" | "email" | "phone" | "customer" | "subject">

const KNOWN = ["id", "name", "email", "phone", "customer", "subject"] as const

const readOne = hotQuery<{ id: string }, Known>((db, { id }) =>
  db.selectFrom("contact").select(KNOWN).where("id", "=", id),
)

export async function readContacts(db: Database, ids: readonly string[]): Promise<Contact[]> {
  const [only, ...others] = ids
  const rows =
    only !== undefined && others.length === 0
      ? await readOne(db, { id: only })
      : await db.selectFrom("contact").select(KNOWN).where("id", "in", ids).execute()
  return rows.map(toContact)
}

const toContact = ({ customer, subject, ...known }: Known): Contact => ({
  ...known,
  customer: customer === 1,
  ...(subject !== null && { subject }),
})

/** A contact as its visitor may know it: what they gave, not what agents say of them. */
export function ownContact({ id, name, email, phone }: Contact): Contact {
  return { id, name, email, phone }
}

/** The contact's row, made when it is not there yet, and held until the end of the transaction. */
export async function ensureContact(db: Database, visitor: VisitorCaller, now: number): Promise<void> {
  const { contactId, siteId, vouched } = visitor
  const unknown = { name: null, email: null, phone: null, subject: null }
  await db
    .insertInto("contact")
    .values({ id: contactId, siteId, ...unknown, ...(vouched && asColumns(vouched)), createdAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ updatedAt: now }))
    .execute()
}

/** What a site vouches for, as the contact's row keeps it. */
export function asColumns({ customer, ...vouched }: Vouched) {
  return { ...vouched, ...(customer !== undefined && { customer: Number(customer) }) }
}
