import type { House, Work } from "../../feature"
import type { TimerRow } from "../../store/schema"
import { policyById } from "./policy-of"
import { startTimer } from "./start-timer"

/**
 * Tells the visitor that it was missed and when they hear next. That is a promise with a timer of its own; when it too
 * is missed they are told so, and no third time is named.
 */
export async function tellOfDelay(house: House, work: Work, missed: TimerRow): Promise<void> {
  const policy = await policyById(work, missed.policyId)
  const isOurs = missed.kind === "promise" && missed.madeById === null
  const renewed = isOurs ? null : await startTimer(house, work, { kind: "promise", policy, targetMs: policy.renewMs })
  await work.record({
    type: "delay.told",
    by: { kind: "system" },
    missed: missed.kind,
    missedAt: missed.dueAt,
    nextDueAt: renewed?.dueAt ?? null,
    questions: isOurs ? [] : policy.questions,
  })
}
