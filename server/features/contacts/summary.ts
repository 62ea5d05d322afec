import type { SummaryPart } from "../../core/summary"
import type { ConversationRow } from "../../store/schema"
import { ownContact, readContacts } from "./store"

/** Who asks, in every conversation's summary. */
export const contactSummary: SummaryPart = async (db, rows) => {
  const ids = [...new Set(rows.map((row) => row.contactId))]
  const found = await readContacts(db, ids)
  const byId = new Map(found.map((contact) => [contact.id, contact]))
  const contactOf = ({ contactId }: ConversationRow) =>
    byId.get(contactId) ?? { id: contactId, name: null, email: null, phone: null }
  return {
    agents: (row) => ({ contact: contactOf(row) }),
    visitor: (row) => ({ contact: ownContact(contactOf(row)) }),
  }
}
