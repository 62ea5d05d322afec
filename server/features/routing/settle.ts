import type { Person } from "../../../shared/protocol/types"
import { isReply } from "../../../shared/timer"
import type { House, Work } from "../../feature"
import { forgetMisses } from "./missed-offers"
import { endOffer, liveOffer } from "./offer-row"
import { postponeMoves } from "./postpone"
import { owedReply } from "./waits"

/** Somebody has the conversation now: whatever rang for it ends, and they get their time to answer. */
export async function settleAssigned(house: House, work: Work, assigneeId: string, by: Person): Promise<void> {
  await settleOffer(work, assigneeId, by)
  await work.db
    .updateTable("agent")
    .set({ lastTookAt: work.now, missedOffers: 0 })
    .where("id", "=", assigneeId)
    .execute()
  const timer = await owedReply(work)
  if (timer && isReply(timer)) await postponeMoves(house, work, timer)
}

/** Whoever answers is at their desk, and has the conversation if nobody had. */
export async function settleAnswered(work: Work, by: Person): Promise<void> {
  const { assigneeId, teamId } = work.conversation
  if (by.id === undefined) return
  await forgetMisses(work, by.id)
  if (assigneeId !== null) return
  work.change({ assigneeId: by.id })
  await work.record({ type: "conversation.assigned", by, assigneeId: by.id, teamId })
}

/** Ends the offer that rings: accepted by whoever was asked and took it, withdrawn from everybody else. */
export async function settleOffer(work: Work, takerId: string | undefined, by: Person): Promise<void> {
  const offer = await liveOffer(work.db, work.conversation.id)
  if (!offer) return
  const accepted = takerId !== undefined && (offer.agentId === null || offer.agentId === takerId)
  await endOffer(work, offer, accepted ? "accepted" : "withdrawn", by)
}
