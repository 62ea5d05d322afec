import type { House, Work } from "../../feature"
import { offerNext } from "./offer-next"
import { liveOffer } from "./offer-row"
import { takeFromAssignee, takeFromOffered } from "./take-away"
import { owedReply } from "./waits"

/** Gives back what an agent has or is asked to take and has not answered: it goes to the next at once. */
export async function giveBack(house: House, agentId: string, reason: "gone" | "away"): Promise<void> {
  for (const id of await unansweredBy(house, agentId)) {
    await house.inConversation(id, (work) => giveBackOne(house, work, agentId, reason))
  }
}

async function giveBackOne(house: House, work: Work, agentId: string, reason: "gone" | "away"): Promise<void> {
  const timer = await owedReply(work)
  const offer = await liveOffer(work.db, work.conversation.id)
  if (offer?.agentId === agentId) {
    const why = await takeFromOffered(house, work, reason)
    if (timer) await offerNext(house, work, timer, why)
  } else if (work.conversation.assigneeId === agentId && timer) {
    await offerNext(house, work, timer, await takeFromAssignee(work, agentId, reason))
  }
}

/** What they have or are asked to take, the most urgent first. */
async function unansweredBy({ store: { reads } }: House, agentId: string): Promise<Set<string>> {
  const has = await reads
    .selectFrom("conversation")
    .innerJoin("timer", "timer.conversationId", "conversation.id")
    .select(["conversation.id", "timer.dueAt"])
    .where("conversation.assigneeId", "=", agentId)
    .where("conversation.status", "=", "open")
    .where("timer.stoppedAt", "is", null)
    .where("timer.kind", "in", ["first-touch", "next-reply", "answer"])
    .execute()
  const isAsked = await reads
    .selectFrom("offer")
    .innerJoin("timer", "timer.id", "offer.timerId")
    .select(["offer.conversationId as id", "timer.dueAt"])
    .where("offer.agentId", "=", agentId)
    .where("offer.endedAt", "is", null)
    .execute()
  const byUrgency = [...has, ...isAsked].sort(
    (one, other) => one.dueAt - other.dueAt || (one.id < other.id ? -1 : Number(one.id > other.id)),
  )
  return new Set(byUrgency.map(({ id }) => id))
}
