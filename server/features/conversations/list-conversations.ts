import type { SelectQueryBuilder } from "kysely"
import type { Input, Output } from "../../../shared/protocol/types"
import { Refusal } from "../../core/refusal"
import type { House } from "../../feature"
import type { ConversationRow, Schema } from "../../store/schema"
import { addressIn, contactsMatching, containing, conversationsMatching } from "../../store/search"

type Filters = Input<"conversation.list">
type Query = SelectQueryBuilder<Schema, "conversation", ConversationRow>

const USUAL_LIMIT = 50

/** Conversations that fit, the latest change first; ties are broken by id, so that no page skips or repeats one. */
export async function listConversations(
  house: House,
  { before, limit = USUAL_LIMIT, ...filters }: Filters,
): Promise<Output<"conversation.list">> {
  const { reads } = house.store
  let query: Query = filtered(house, reads.selectFrom("conversation").selectAll(), filters)
  if (before !== undefined) query = olderThan(query, before)
  const rows = await query
    .orderBy("updatedAt", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    conversations: await house.summarise.agents(reads, page, house.clock.now()),
    next: last && rows.length > limit ? `${last.updatedAt}_${last.id}` : null,
  }
}

function filtered(
  { store }: House,
  query: Query,
  { status, siteId, contactId, assigneeId, teamId, text, page }: Filters,
) {
  let result = query
  if (status !== undefined) result = result.where("status", "=", status)
  if (siteId !== undefined) result = result.where("siteId", "=", siteId)
  if (contactId !== undefined) result = result.where("contactId", "=", contactId)
  if (assigneeId === null) result = result.where("assigneeId", "is", null)
  else if (assigneeId !== undefined) result = result.where("assigneeId", "=", assigneeId)
  if (teamId !== undefined) result = result.where("teamId", "=", teamId)
  if (page !== undefined) result = result.where((column) => containing(addressIn(store, column.ref("pageJson")), page))
  if (text?.trim()) {
    result = result.where((column) =>
      column.or([
        column("id", "in", conversationsMatching(store, text)),
        column("contactId", "in", contactsMatching(store, text)),
      ]),
    )
  }
  return result
}

function olderThan(query: Query, cursor: string): Query {
  const [updatedAt, id] = cursor.split("_")
  const moment = Number(updatedAt)
  if (!id || !Number.isSafeInteger(moment)) {
    throw new Refusal("invalid_input", "before: must be the `next` of an earlier answer.")
  }
  return query.where((column) =>
    column.or([
      column("updatedAt", "<", moment),
      column.and([column("updatedAt", "=", moment), column("id", "<", id)]),
    ]),
  )
}
