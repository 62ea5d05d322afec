import { moveOf } from "../../../shared/offers"
import type { EventOf } from "../../../shared/protocol/types"
import type { House, Work } from "../../feature"
import { offerNext, ringAll, type Why } from "./offer-next"
import { liveOffer } from "./offer-row"
import { takeFromAssignee, takeFromOffered } from "./take-away"
import { owedReply } from "./waits"
import { anybodyMayAnswer, mayAnswer } from "./who-may-answer"

type TakenStep = EventOf<"step.taken">["step"]

/** What a step of the ladder means for who is asked. */
export async function onStep(house: House, work: Work, step: TakenStep): Promise<void> {
  const timer = await owedReply(work)
  if (!timer) return
  const assignee = await assigneeOf(work)
  const offer = await liveOffer(work.db, work.conversation.id)
  const move = moveOf({ step, wait: timer, isOwnStep: step.timerId === timer.id, assignee, offer })
  if (move === null) return
  const why = await takeBack(house, work, assignee)
  if (move === "next") await offerNext(house, work, timer, why)
  else if (move === "team") await ringAll(house, work, timer, await teamThatIsHere(work), { ...why, reason: "ring" })
  else await ringAll(house, work, timer, null, { ...why, reason: "overdue" })
}

type Assignee = { id: string; isHere: boolean }

async function assigneeOf({ db, now, conversation }: Work): Promise<Assignee | null> {
  const { assigneeId } = conversation
  return assigneeId === null ? null : { id: assigneeId, isHere: await mayAnswer(db, now, assigneeId) }
}

/** Takes it from whoever is asked and did not accept, or has it and did not answer. */
async function takeBack(house: House, work: Work, assignee: Assignee | null): Promise<Why> {
  if (assignee === null) return takeFromOffered(house, work, "missed")
  return takeFromAssignee(work, assignee.id, assignee.isHere ? "silent" : "gone")
}

/** The conversation's team; null, which is everybody, where it has none or none of it is here. */
async function teamThatIsHere({ db, now, conversation: { teamId } }: Work): Promise<string | null> {
  return teamId !== null && (await anybodyMayAnswer(db, now, teamId)) ? teamId : null
}
