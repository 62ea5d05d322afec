import type { Input } from "../../../shared/protocol/types"
import type { AgentCaller, House, VisitorCaller, Work } from "../../feature"
import { readVisibleRow, requireVisible } from "./store"

/** Remembers how far a side has read, in both audiences' numbers, and tells the other side. It never goes back. */
export async function markSeen(
  house: House,
  caller: VisitorCaller | AgentCaller,
  { conversationId, seq }: Input<"seen.set">,
): Promise<Record<string, never>> {
  const row = await readVisibleRow(house.store.reads, conversationId, caller)
  const known = caller.kind === "visitor" ? row.visitorSeenPublicSeq : row.agentsSeenSeq
  if (seq <= known) return {}
  await house.inConversation(conversationId, async (work) => {
    requireVisible(work.conversation, caller)
    if (caller.kind === "visitor") await visitorSaw(house, work, seq)
    else await agentsSaw(house, work, seq)
  })
  return {}
}

async function visitorSaw(house: House, work: Work, upTo: number): Promise<void> {
  const { id, siteId, contactId, publicSeq, visitorSeenPublicSeq } = work.conversation
  const seen = Math.min(upTo, publicSeq)
  if (seen <= visitorSeenPublicSeq) return
  const event = await work.db
    .selectFrom("event")
    .select("seq")
    .where("conversationId", "=", id)
    .where("publicSeq", "=", seen)
    .executeTakeFirstOrThrow()
  work.change({ visitorSeenPublicSeq: seen, visitorSeenSeq: event.seq })
  work.afterCommit(() => {
    house.tell.agents(siteId, "seen", { conversationId: id, side: "visitor", seq: event.seq })
    house.tell.visitor(contactId, "seen", { conversationId: id, side: "visitor", seq: seen })
  })
}

async function agentsSaw(house: House, work: Work, upTo: number): Promise<void> {
  const { id, siteId, contactId, seq, agentsSeenSeq, agentsSeenPublicSeq } = work.conversation
  const seen = Math.min(upTo, seq)
  if (seen <= agentsSeenSeq) return
  const event = await work.db
    .selectFrom("event")
    .select("publicSeq")
    .where("conversationId", "=", id)
    .where("seq", "<=", seen)
    .where("publicSeq", "is not", null)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst()
  const publicSeen = event?.publicSeq ?? 0
  work.change({ agentsSeenSeq: seen, agentsSeenPublicSeq: publicSeen })
  work.afterCommit(() => {
    house.tell.agents(siteId, "seen", { conversationId: id, side: "agents", seq: seen })
    // Reading a note moves nothing that the visitor may know of (W4).
    if (publicSeen > agentsSeenPublicSeq) {
      house.tell.visitor(contactId, "seen", { conversationId: id, side: "agents", seq: publicSeen })
    }
  })
}
