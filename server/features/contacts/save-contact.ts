import type { Contact, Input, Person } from "../../../shared/protocol/types"
import { notFound, Refusal } from "../../core/refusal"
import type { AgentCaller, House, VisitorCaller, Vouched } from "../../feature"
import type { ContactRow, Database } from "../../store/schema"
import { asColumns, ensureContact, ownContact, readContact } from "./store"

type Given = Omit<Input<"contact.save">, "contactId">

/** Keeps what was given; where the contact has a conversation, its agents see that it changed. */
export async function saveContact(
  house: House,
  caller: VisitorCaller | AgentCaller,
  { contactId, ...given }: Input<"contact.save">,
): Promise<{ contact: Contact }> {
  const id = whose(caller, contactId)
  if (caller.kind === "visitor") mayVisitorGive(caller, given)
  const conversationId = await latestConversation(house.store.reads, id)
  if (conversationId === null) return asSeenBy(caller, await saveAlone(house, caller, id, given))
  const { value } = await house.inConversation(conversationId, async (work) => {
    const contact = await change(work.db, id, given, work.now)
    await work.record({ type: "contact.changed", by: personOf(caller), contact })
    return contact
  })
  return asSeenBy(caller, value)
}

function mayVisitorGive({ vouched }: VisitorCaller, given: Given): void {
  if (given.customer !== undefined) throw new Refusal("forbidden", "customer: agents say who is a customer.")
  for (const name of ["name", "email", "phone"] as const) {
    if (given[name] !== undefined && vouched?.[name] !== undefined) {
      throw new Refusal("forbidden", `${name}: the site vouches for it, so it cannot be changed here.`)
    }
  }
}

/** What a site vouches for anew, where it differs from what is known of a contact who has written. */
export async function takeVouched(house: House, visitor: VisitorCaller): Promise<void> {
  const { contactId, vouched } = visitor
  const known = vouched ? await readContact(house.store.reads, contactId) : null
  if (!vouched || !known || !differs(known, vouched)) return
  const conversationId = await latestConversation(house.store.reads, contactId)
  const write = (db: Database, now: number) => update(db, contactId, asColumns(vouched), now)
  if (conversationId === null) return void (await house.write(contactId, (db) => write(db, house.clock.now())))
  await house.inConversation(conversationId, async (work) => {
    const contact = await write(work.db, work.now)
    await work.record({ type: "contact.changed", by: { kind: "system" }, contact })
  })
}

const differs = (known: Contact, vouched: Vouched) =>
  Object.entries(vouched).some(([name, value]) => value !== undefined && known[name as keyof Vouched] !== value)

const asSeenBy = ({ kind }: VisitorCaller | AgentCaller, contact: Contact) => ({
  contact: kind === "agent" ? contact : ownContact(contact),
})

function whose(caller: VisitorCaller | AgentCaller, contactId: string | undefined): string {
  if (caller.kind === "agent") {
    if (contactId === undefined) throw new Refusal("invalid_input", "contactId: an agent must say which contact.")
    return contactId
  }
  if (contactId !== undefined && contactId !== caller.contactId) throw notFound("contact")
  return caller.contactId
}

async function latestConversation(db: Database, contactId: string): Promise<string | null> {
  const row = await db
    .selectFrom("conversation")
    .select("id")
    .where("contactId", "=", contactId)
    .orderBy("updatedAt", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

function saveAlone(house: House, caller: VisitorCaller | AgentCaller, id: string, given: Given): Promise<Contact> {
  return house.write(id, async (db) => {
    const now = house.clock.now()
    if (caller.kind === "visitor") await ensureContact(db, caller, now)
    return change(db, id, given, now)
  })
}

function change(db: Database, id: string, { customer, ...given }: Given, now: number): Promise<Contact> {
  return update(db, id, { ...given, ...(customer !== undefined && { customer: Number(customer) }) }, now)
}

type Column = "name" | "email" | "phone" | "customer" | "subject"
type Columns = { [Name in Column]?: ContactRow[Name] | undefined }

async function update(db: Database, id: string, columns: Columns, now: number): Promise<Contact> {
  await db
    .updateTable("contact")
    .set({ ...columns, updatedAt: now })
    .where("id", "=", id)
    .execute()
  const contact = await readContact(db, id)
  if (!contact) throw notFound("contact")
  return contact
}

function personOf(caller: VisitorCaller | AgentCaller): Person {
  return caller.kind === "agent"
    ? { kind: "agent", id: caller.agentId, name: caller.name }
    : { kind: "visitor", id: caller.contactId }
}
