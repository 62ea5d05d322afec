import type { Event, Input, Output } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { AgentCaller, House } from "../../feature"
import { readContact } from "../contacts"
import { listEvents, readConversation } from "../conversations"

const PAGE = 1_000

/** All that is known of a contact and all that was said, as agents see it: notes too, since they are about the person. */
export async function exportContact(
  house: House,
  caller: AgentCaller,
  { contactId }: Input<"contact.export">,
): Promise<Output<"contact.export">> {
  const { reads } = house.store
  const contact = await readContact(reads, contactId)
  if (!contact) throw notFound("contact")
  const rows = await reads
    .selectFrom("conversation")
    .select("id")
    .where("contactId", "=", contactId)
    .orderBy("createdAt")
    .orderBy("id")
    .execute()
  const conversations = []
  for (const { id } of rows) {
    const conversation = await readConversation(house, id)
    conversations.push({ conversation, events: await everyEvent(house, caller, id) })
  }
  return { exportedAt: house.clock.now(), contact, conversations }
}

async function everyEvent(house: House, caller: AgentCaller, conversationId: string): Promise<Event[]> {
  const all: Event[] = []
  for (let more = true; more; ) {
    const page = await listEvents(house, caller, { conversationId, after: all.at(-1)?.seq ?? 0, limit: PAGE })
    all.push(...page.events)
    more = page.more
  }
  return all
}
