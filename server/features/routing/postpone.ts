import { EXTENSION_MS } from "../../../shared/offers"
import type { Input } from "../../../shared/protocol/types"
import { isReply } from "../../../shared/timer"
import type { AgentCaller, House, Work } from "../../feature"
import type { TimerRow } from "../../store/schema"
import { liveOffer } from "./offer-row"
import { owedReply } from "./waits"

/** An agent who types an answer gets one extension before the conversation moves on; typing on gives no second one. */
export async function extendForTyping(
  house: House,
  { agentId, name }: AgentCaller,
  { conversationId, on }: Input<"typing.set">,
): Promise<void> {
  if (!on || !(await mightBeExtended(house, conversationId, agentId))) return
  await house.inConversation(conversationId, async (work) => {
    const timer = await owedReply(work)
    if (!timer || !isReply(timer) || timer.extendedForId === agentId || !(await hasIt(work, agentId))) return
    await work.db.updateTable("timer").set({ extendedForId: agentId }).where("id", "=", timer.id).execute()
    const until = await postponeMoves(house, work, timer)
    await work.record({ type: "step.postponed", by: { kind: "agent", id: agentId, name }, timerId: timer.id, until })
  })
}

/** A look without holding anything: most typing changes nothing. */
async function mightBeExtended({ store }: House, conversationId: string, agentId: string): Promise<boolean> {
  const timer = await store.reads
    .selectFrom("timer")
    .select("extendedForId")
    .where("conversationId", "=", conversationId)
    .where("stoppedAt", "is", null)
    .where("kind", "in", ["first-touch", "next-reply"])
    .executeTakeFirst()
  return timer !== undefined && timer.extendedForId !== agentId
}

async function hasIt(work: Work, agentId: string): Promise<boolean> {
  if (work.conversation.assigneeId !== null) return work.conversation.assigneeId === agentId
  const offer = await liveOffer(work.db, work.conversation.id)
  return offer?.agentId === agentId
}

/** Lets the next moves wait; what is due to supervisors and the visitor is not put off. Resolves with until when. */
export async function postponeMoves(house: House, work: Work, timer: TimerRow): Promise<number> {
  const until = work.now + EXTENSION_MS
  await work.db
    .updateTable("step")
    .set({ dueAt: until })
    .where("timerId", "=", timer.id)
    .where("action", "in", ["offer", "ring"])
    .where("dueAt", "<", until)
    .execute()
  await work.db
    .updateTable("offer")
    .set({ expiresAt: until })
    .where("conversationId", "=", work.conversation.id)
    .where("endedAt", "is", null)
    .where("expiresAt", "<", until)
    .execute()
  work.afterCommit(() => house.wakeBy(until))
  return until
}
