import type { CallError, Policy } from "../../shared/protocol/types"
import { createDrafts, type Draft } from "./settings-drafts"
import { type PolicyFields, savePolicy } from "./settings-policies"

/** What is done after a miss: how long until an answer is promised anew, and what is asked meanwhile. */
export type Missed = { renewMs: number | null; questions: readonly [string, string] }

export const QUESTION_MAX_LENGTH = 150
export const USUAL_RENEWAL_MS = 10 * 60_000

const drafts = createDrafts<Missed>()

export const missedDraft = ({ id, renewMs, questions: [first = "", second = ""] }: Policy): Draft<Missed> =>
  drafts(id, { renewMs, questions: [first, second] })

export function saveMissed(
  policy: Policy,
  { changes: { renewMs, questions } }: Draft<Missed>,
): Promise<CallError | null> {
  const fields: PolicyFields = {
    ...(renewMs !== undefined && { renewMs }),
    ...(questions && { questions: questions.map((question) => question.trim()).filter((question) => question !== "") }),
  }
  return savePolicy(policy, fields)
}
