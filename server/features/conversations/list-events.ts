import type { Event, Input, Output } from "../../../shared/protocol/types"
import { type Audience, eventFor, selectEvents } from "../../core/event-log"
import type { AgentCaller, House, VisitorCaller } from "../../feature"
import type { Database } from "../../store/schema"
import { readVisibleRow } from "./store"

const USUAL_LIMIT = 200
/** What a column of numbers holds. No conversation comes near it, and what is asked beyond it is asked of its end. */
const SEQ_MAX = 2 ** 31 - 1

/** Events as the caller may see them, ascending: after a seq, or the last ones before one. */
export async function listEvents(
  house: House,
  caller: VisitorCaller | AgentCaller,
  { conversationId, after, before, limit = USUAL_LIMIT }: Input<"events.list">,
): Promise<Output<"events.list">> {
  const { reads } = house.store
  await readVisibleRow(reads, conversationId, caller)
  const audience = caller.kind === "visitor" ? "visitor" : "agents"
  const backwards = before !== undefined && after === undefined
  const found = await readEvents(reads, audience, { conversationId, after, before, limit: limit + 1, backwards })
  const page = found.slice(0, limit)
  return { events: backwards ? page.reverse() : page, more: found.length > limit }
}

type Range = {
  conversationId: string
  after?: number | undefined
  before?: number | undefined
  limit: number
  backwards: boolean
}

async function readEvents(db: Database, audience: Audience, range: Range): Promise<Event[]> {
  const number = audience === "visitor" ? "event.publicSeq" : "event.seq"
  let query = selectEvents(db).where("event.conversationId", "=", range.conversationId).where(number, "is not", null)
  if (range.after !== undefined) query = query.where(number, ">", Math.min(range.after, SEQ_MAX))
  if (range.before !== undefined) query = query.where(number, "<", Math.min(range.before, SEQ_MAX))
  const rows = await query
    .orderBy(number, range.backwards ? "desc" : "asc")
    .limit(range.limit)
    .execute()
  return rows.map((row) => eventFor(audience, row))
}

/** The newest events a visitor may see, ascending, to open a window with. */
export async function newestEvents(db: Database, conversationId: string, limit: number): Promise<Event[]> {
  return (await readEvents(db, "visitor", { conversationId, limit, backwards: true })).reverse()
}
