import type { EventOf } from "../../../shared/protocol/types"
import type { House, Work } from "../../feature"
import type { TimerRow } from "../../store/schema"
import { offerNext, ringAll, type Why } from "./offer-next"
import { liveOffer } from "./offer-row"
import { takeFromAssignee, takeFromOffered } from "./take-away"
import { isReply, owedReply } from "./waits"
import { anybodyMayAnswer, mayAnswer } from "./who-may-answer"

type TakenStep = EventOf<"step.taken">["step"]

/** What a step of the ladder means for who is asked. */
export async function onStep(house: House, work: Work, step: TakenStep): Promise<void> {
  const timer = await owedReply(work)
  if (!timer) return
  if (step.do === "offer" && step.timerId === timer.id) await moveOn(house, work, timer, step.dueAt)
  else if (step.do === "ring" && step.timerId === timer.id) await ringTeam(house, work, timer)
  else if (step.do === "tell" && isReply(timer)) await ringEverybody(house, work, timer)
}

/** Goes on to the next agent, when whoever is asked did not accept, or whoever has it did not answer. */
async function moveOn(house: House, work: Work, timer: TimerRow, stepDueAt: number): Promise<void> {
  const { assigneeId } = work.conversation
  if (assigneeId !== null) {
    const isHere = await mayAnswer(work.db, work.now, assigneeId)
    // A later reply stays with the person who is in the conversation, as long as they are here.
    if (isHere && timer.kind !== "first-touch") return
    return void (await offerNext(
      house,
      work,
      timer,
      await takeFromAssignee(work, assigneeId, isHere ? "silent" : "gone"),
    ))
  }
  const offer = await liveOffer(work.db, work.conversation.id)
  // It has moved on already since this step was due, or everybody is asked.
  if (offer && (offer.agentId === null || offer.offeredAt >= stepDueAt)) return
  await offerNext(house, work, timer, await takeFromOffered(house, work, "missed"))
}

/** Rings the whole team; where none of it is here, everybody. */
async function ringTeam(house: House, work: Work, timer: TimerRow): Promise<void> {
  const why = await takeBack(house, work)
  const { teamId } = work.conversation
  const team = teamId !== null && (await anybodyMayAnswer(work.db, work.now, teamId)) ? teamId : null
  await ringAll(house, work, timer, team, { ...why, reason: "ring" })
}

/** The last step: everybody is asked, of whatever team. */
async function ringEverybody(house: House, work: Work, timer: TimerRow): Promise<void> {
  const offer = await liveOffer(work.db, work.conversation.id)
  if (offer?.agentId === null && offer.teamId === null && work.conversation.assigneeId === null) return
  const why = await takeBack(house, work)
  await ringAll(house, work, timer, null, { ...why, reason: "overdue" })
}

async function takeBack(house: House, work: Work): Promise<Why> {
  const { assigneeId } = work.conversation
  return assigneeId === null ? takeFromOffered(house, work, "missed") : takeFromAssignee(work, assigneeId, "silent")
}
