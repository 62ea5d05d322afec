import { openMsTo } from "../../../../../shared/ladder"
import type { Step } from "../../../../../shared/protocol/types"
import { exactLength, percent } from "../../../../locales/format"
import { stepWords } from "../../../../locales/steps"
import type { Ladder } from "../../../../state/settings-ladder-steps"

/** When a step is taken: After 30 seconds. Without a target in its own way: At 25% of the target. */
export function whenInWords({ at, ...step }: Step, targetMs: number | null): string {
  const { when } = stepWords
  if ("afterDueMs" in at) return when.late(exactLength(at.afterDueMs))
  if ("share" in at && at.share === 0) return when.atOnce
  if (targetMs === null) return withoutTarget(at)
  const momentMs = openMsTo({ at, ...step }, targetMs)
  if (momentMs === 0) return when.atOnce
  if (momentMs < targetMs) return when.after(exactLength(momentMs))
  return momentMs === targetMs ? when.dueAfter(exactLength(targetMs)) : when.late(exactLength(momentMs - targetMs))
}

function withoutTarget(at: Exclude<Step["at"], { afterDueMs: number }>): string {
  const { when } = stepWords
  if ("beforeDueMs" in at) return when.before(exactLength(at.beforeDueMs))
  return at.share === 1 ? when.due : when.share(percent(at.share))
}

/** What a step does. The first to be asked is the best one, others come next. */
export function happensInWords(step: Step, ladder: Ladder): string {
  const isFirst = step.do === "offer" && ladder.find((each) => each.do === "offer") === step
  return stepWords.happens[isFirst ? "first" : step.do]
}

/** A step as a sentence: After 30 seconds: offered to the next agent. */
export const stepInWords = (step: Step, ladder: Ladder, targetMs: number | null) =>
  stepWords.sentence(whenInWords(step, targetMs), happensInWords(step, ladder))
