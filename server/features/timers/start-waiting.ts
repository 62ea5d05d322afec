import { isThanks } from "../../../shared/small-talk"
import type { House, Work } from "../../feature"
import { policyOf } from "./policy-of"
import { startTimer } from "./start-timer"
import { readTimersOf } from "./timer-row"

const WAITS = ["first-touch", "next-reply"] as const

/**
 * The visitor wrote: the first time starts `first-touch` and `answer`, a later one `next-reply`; a wait that runs is left
 * alone (T6, T7). Thanks ask nothing: once a person has answered they start no wait (T12).
 */
export async function startWaiting(house: House, work: Work, body: string): Promise<void> {
  const before = await readTimersOf(work.db, { conversationId: work.conversation.id })
  if (before.some((timer) => timer.stoppedAt === null && WAITS.some((kind) => kind === timer.kind))) return
  const isFirst = !before.some(({ kind }) => kind === "first-touch")
  if (!isFirst && isThanks(body)) return
  const policy = await policyOf(work)
  const { targets } = policy
  if (!isFirst)
    return void (await startTimer(house, work, { kind: "next-reply", policy, targetMs: targets.nextReplyMs }))
  await startTimer(house, work, { kind: "first-touch", policy, targetMs: targets.firstTouchMs })
  await startTimer(house, work, { kind: "answer", policy, targetMs: targets.answerMs })
}

/** A conversation that was opened, or taken up again, is to be resolved in its time. */
export async function startResolution(house: House, work: Work): Promise<void> {
  const before = await readTimersOf(work.db, { conversationId: work.conversation.id })
  if (before.some((timer) => timer.kind === "resolution" && timer.stoppedAt === null)) return
  const policy = await policyOf(work)
  await startTimer(house, work, { kind: "resolution", policy, targetMs: policy.targets.resolutionMs })
}
