import { isLeaving, outcomeOfSilence } from "../../../shared/offers"
import type { OfferOutcome, Person } from "../../../shared/protocol/types"
import type { House, Work } from "../../feature"
import { countMiss } from "./missed-offers"
import type { From, Why } from "./offer-next"
import { endOffer, giveBackAccepted, liveOffer } from "./offer-row"

const SYSTEM: Person = { kind: "system" }

/** Takes a conversation from whoever has it and did not answer. Resolves with why the next one is asked. */
export async function takeFromAssignee(work: Work, agentId: string, reason: "silent" | "gone" | "away"): Promise<Why> {
  const from = await fromOf(work, agentId, await hasItSince(work))
  const { teamId } = work.conversation
  if (isLeaving(reason)) await giveBackAccepted(work, agentId, reason)
  work.change({ assigneeId: null })
  await work.record({ type: "conversation.assigned", by: SYSTEM, assigneeId: null, teamId, why: reason })
  return { reason, from }
}

/** Ends the offer that rings, if one does. Resolves with why the next one is asked. */
export async function takeFromOffered(
  house: House,
  work: Work,
  outcome: OfferOutcome,
  by: Person = SYSTEM,
): Promise<Why> {
  const offer = await liveOffer(work.db, work.conversation.id)
  if (!offer) return { reason: "first" }
  const ended = outcome === "missed" ? outcomeOfSilence(offer, work.now) : outcome
  await endOffer(work, offer, ended, by)
  if (ended === "missed") await countMiss(house, work, offer.agentId)
  if (offer.agentId === null) return { reason: "first" }
  const reason = outcome === "declined" || isLeaving(outcome) ? outcome : "missed"
  return { reason, from: await fromOf(work, offer.agentId, offer.offeredAt) }
}

async function fromOf(work: Work, id: string, since: number): Promise<From> {
  const agent = await work.db.selectFrom("agent").select("name").where("id", "=", id).executeTakeFirst()
  return { id, name: agent?.name ?? "", hadItMs: Math.max(0, work.now - since) }
}

/** Since when the assignee has the conversation: the latest assignment tells. */
async function hasItSince(work: Work): Promise<number> {
  const event = await work.db
    .selectFrom("event")
    .select("at")
    .where("conversationId", "=", work.conversation.id)
    .where("type", "=", "conversation.assigned")
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst()
  return event?.at ?? work.now
}
