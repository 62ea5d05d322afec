import type { AgentConversation } from "../../../shared/protocol/types"
import { byUrgency } from "../../../shared/timer"
import { notFound } from "../../core/refusal"
import type { AgentCaller, House, VisitorCaller } from "../../feature"
import type { ConversationRow, Database } from "../../store/schema"

/** The conversation's row where the caller may see it; otherwise it does not exist for them (W9). */
export function requireVisible(
  row: ConversationRow | undefined,
  caller: VisitorCaller | AgentCaller,
): asserts row is ConversationRow {
  const visible = row && (caller.kind === "agent" || row.contactId === caller.contactId)
  if (!visible) throw notFound("conversation")
}

export async function readVisibleRow(
  db: Database,
  id: string,
  caller: VisitorCaller | AgentCaller,
): Promise<ConversationRow> {
  const row = await db.selectFrom("conversation").selectAll().where("id", "=", id).executeTakeFirst()
  requireVisible(row, caller)
  return row
}

export async function readConversation(house: House, id: string): Promise<AgentConversation> {
  const { reads } = house.store
  const row = await reads.selectFrom("conversation").selectAll().where("id", "=", id).executeTakeFirst()
  if (!row) throw notFound("conversation")
  const { agents } = await house.summarise.both(reads, row, house.clock.now())
  return agents
}

/** All that are open, the most urgent first. */
export async function readOpenConversations(house: House): Promise<AgentConversation[]> {
  const { reads } = house.store
  const rows = await reads.selectFrom("conversation").selectAll().where("status", "=", "open").execute()
  return (await house.summarise.agents(reads, rows, house.clock.now())).sort(byUrgency)
}

/** The contact's open conversation, or their latest one. */
export async function latestConversationOf(db: Database, contactId: string): Promise<ConversationRow | null> {
  const newest = db
    .selectFrom("conversation")
    .selectAll()
    .where("contactId", "=", contactId)
    .orderBy("updatedAt", "desc")
    .orderBy("id", "desc")
    .limit(1)
  return (
    (await newest.where("status", "!=", "resolved").executeTakeFirst()) ?? (await newest.executeTakeFirst()) ?? null
  )
}
