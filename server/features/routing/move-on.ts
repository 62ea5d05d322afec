import { EXTENSION_MS, isMove, moveOf } from "../../../shared/offers"
import type { EventOf } from "../../../shared/protocol/types"
import type { House, Work } from "../../feature"
import type { TimerRow } from "../../store/schema"
import { putRing, readStepsOf } from "../timers"
import { offerNext, ringAll, type Why } from "./offer-next"
import { liveOffer } from "./offer-row"
import { takeFromAssignee, takeFromOffered } from "./take-away"
import { owedReply } from "./waits"
import { mayAnswer, teamThatIsHere } from "./who-may-answer"

type TakenStep = EventOf<"step.taken">["step"]

/** What a step of the ladder means for who is asked. */
export async function onStep(house: House, work: Work, step: TakenStep): Promise<void> {
  const timer = await owedReply(work)
  if (!timer) return
  const assignee = await assigneeOf(work)
  const offer = await liveOffer(work.db, work.conversation.id)
  const isOwnStep = step.timerId === timer.id
  const move = moveOf({ now: work.now, step, wait: timer, isOwnStep, assignee, offer })
  if (move === null) return
  if (move === "later") return ringLater(house, work, timer, assignee?.hasTimeUntil ?? work.now)
  const why = await takeBack(house, work, assignee)
  if (move === "next") await offerNext(house, work, timer, why)
  else if (move === "team") await ringAll(house, work, timer, await teamThatIsHere(work), { ...why, reason: "ring" })
  else await ringAll(house, work, timer, null, { ...why, reason: "overdue" })
}

type Assignee = { id: string; isHere: boolean; hasTimeUntil: number }

async function assigneeOf(work: Work): Promise<Assignee | null> {
  const id = work.conversation.assigneeId
  if (id === null) return null
  return { id, isHere: await mayAnswer(work.db, work.now, id), hasTimeUntil: await hasTimeUntil(work) }
}

/** Whoever has just got it, or types, has their time to answer: the latest of these events tells until when. */
async function hasTimeUntil(work: Work): Promise<number> {
  const event = await work.db
    .selectFrom("event")
    .select("at")
    .where("conversationId", "=", work.conversation.id)
    .where("type", "in", ["conversation.assigned", "step.postponed"])
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst()
  return (event?.at ?? Number.NEGATIVE_INFINITY) + EXTENSION_MS
}

/** Everybody is rung when that time is over, unless a move is still to come then anyway. */
async function ringLater(house: House, work: Work, timer: TimerRow, at: number): Promise<void> {
  const steps = await readStepsOf(work.db, { conversationId: work.conversation.id })
  if (!steps.some(({ timerId, action }) => timerId === timer.id && isMove(action)))
    await putRing(house, work, timer, at)
}

/** Takes it from whoever is asked and did not accept, or has it and did not answer. */
async function takeBack(house: House, work: Work, assignee: Assignee | null): Promise<Why> {
  if (assignee === null) return takeFromOffered(house, work, "missed")
  return takeFromAssignee(work, assignee.id, assignee.isHere ? "silent" : "gone")
}
