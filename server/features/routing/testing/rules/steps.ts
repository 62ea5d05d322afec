import { ladderOf, USUAL_LADDER } from "../../../../../shared/ladder"
import type { StepAction } from "../../../../../shared/protocol/types"
import type { TimerRow } from "../../../../store/schema"
import type { ConversationSeen, Picture } from "../picture"
import { POLICIES, policyAt } from "../policies"

/** Every step is taken once, in order, never before its time, and as soon as it has come (T14). */
export function wrongSteps(picture: Picture): string[] {
  return picture.conversations.flatMap((seen) => [
    ...takenAtAnotherTime(seen, picture),
    ...seen.timers.flatMap((timer) => otherThanTheLadder(seen, timer)),
  ])
}

function takenAtAnotherTime({ name, steps, events }: ConversationSeen, { now }: Picture): string[] {
  const taken = events.filter((event) => event.type === "step.taken")
  const isAfterLater = (dueAt: number, index: number) => dueAt < (taken[index - 1]?.step.dueAt ?? 0)
  return [
    ...steps.filter(({ dueAt }) => dueAt <= now).map(({ action }) => `${action} of ${name} is due and was not taken`),
    ...taken.filter(({ at, step }) => at < step.dueAt).map(({ step }) => `${step.do} of ${name} was taken too early`),
    ...taken
      .filter(({ step }, index) => isAfterLater(step.dueAt, index))
      .map(({ step }) => `${step.do} of ${name} was taken after what was due later`),
  ]
}

const LADDERS = POLICIES.map((name) => policyAt(name, 0).ladder ?? USUAL_LADDER)

/** What was taken and what is to come make up one of the ladders; of a timer that stopped, what was taken is part of one. */
function otherThanTheLadder({ name, steps, events }: ConversationSeen, timer: TimerRow): string[] {
  const { id, kind, targetMs, stoppedAt } = timer
  const toCome = steps.filter(({ timerId }) => timerId === id).map(({ action }) => action)
  if (stoppedAt !== null && toCome.length > 0) return [`a ${kind} of ${name} has stopped and has steps to come`]
  const taken = events.flatMap((event) =>
    event.type === "step.taken" && event.step.timerId === id ? [event.step.do] : [],
  )
  const found = [...taken, ...toCome]
  const fits = LADDERS.some((ladder) => {
    const actions = ladderOf(kind, ladder, targetMs).map((step) => step.do)
    // While somebody is in the middle of their answer, telling the visitor puts one ring after the ladder.
    return [actions, [...actions, "ring" as const]].some((each) =>
      isMadeUp(each, found, { isPart: stoppedAt !== null }),
    )
  })
  return fits ? [] : [`the steps of a ${kind} of ${name} are those of no ladder: ${found.join(", ")}`]
}

function isMadeUp(of: readonly StepAction[], found: readonly StepAction[], { isPart }: { isPart: boolean }): boolean {
  const left = [...of]
  for (const action of found) {
    const at = left.indexOf(action)
    if (at === -1) return false
    left.splice(at, 1)
  }
  return isPart || left.length === 0
}
