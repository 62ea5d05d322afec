import type { Person } from "../../../shared/protocol/types"
import type { House, Work } from "../../feature"
import type { OfferRow, TimerRow } from "../../store/schema"
import { isAskedLater, offerNext, ringAll, type Why } from "./offer-next"
import { endOffer, liveOffer } from "./offer-row"
import { isOffered, owedReply } from "./waits"
import { isOfTeam, teamThatIsHere } from "./who-may-answer"

/**
 * It is another team's now, or everybody's, and nobody has it: whoever is asked and is not of them is asked no more, and
 * one of them is at once. What rang for many goes on ringing for many.
 */
export async function askNewTeam(house: House, work: Work, by: Person): Promise<void> {
  const timer = await owedReply(work)
  if (!timer) return
  const offer = await liveOffer(work.db, work.conversation.id)
  if (!offer) {
    if (isOffered(timer)) await offerNext(house, work, timer, await whyOf(work, by))
  } else if (offer.agentId === null) await ringThem(house, work, timer, offer, by)
  else if (!(await isOfTeam(work, offer.agentId))) {
    await endOffer(work, offer, "withdrawn", by)
    await offerNext(house, work, timer, await whyOf(work, by))
  }
}

async function ringThem(house: House, work: Work, timer: TimerRow, offer: OfferRow, by: Person): Promise<void> {
  // Where no step will widen it again, as when it is overdue, a team that leaves would be rung in vain.
  const teamId = (await isAskedLater(work, timer)) ? await teamThatIsHere(work) : null
  if (offer.teamId === teamId) return
  await endOffer(work, offer, "withdrawn", by)
  await ringAll(house, work, timer, teamId, await whyOf(work, by))
}

/** Whoever handed it over is not asked to take it back. A removed team's conversations were handed over by nobody. */
async function whyOf(work: Work, { kind, id, name = "" }: Person): Promise<Why> {
  if (kind !== "agent" || id === undefined) return { reason: "room" }
  return { reason: "handed-over", from: { id, name, hadItMs: await hadItMs(work, id) } }
}

/** For how long they had it until now; none where they handed over what they never had. */
async function hadItMs(work: Work, agentId: string): Promise<number> {
  const before = await work.db
    .selectFrom("event")
    .select(["at", "payloadJson"])
    .where("conversationId", "=", work.conversation.id)
    .where("type", "=", "conversation.assigned")
    .orderBy("seq", "desc")
    .offset(1)
    .limit(1)
    .executeTakeFirst()
  const hadIt = before?.payloadJson && JSON.parse(before.payloadJson).assigneeId === agentId
  return before && hadIt ? work.now - before.at : 0
}
