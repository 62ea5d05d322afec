import { isThanks } from "../../../shared/small-talk"
import type { House, Work } from "../../feature"
import { policyOf } from "./policy-of"
import { startTimer } from "./start-timer"
import { readRunning } from "./timer-row"

/**
 * The visitor wrote. What opens a conversation starts `first-touch`, `answer` and `resolution`; a later message starts
 * `next-reply`, and leaves a wait that runs alone (T6, T7). Thanks ask nothing: they start no later wait (T12).
 */
export async function startWaiting(house: House, work: Work, body: string): Promise<void> {
  if (work.conversation.lastMessageJson === null) return startFirst(house, work)
  if (isThanks(body)) return
  const running = await readRunning(work.db, work.conversation.id)
  if (running.some(({ kind }) => kind === "first-touch" || kind === "next-reply")) return
  const policy = await policyOf(work)
  await startTimer(house, work, { kind: "next-reply", policy, targetMs: policy.targets.nextReplyMs })
}

async function startFirst(house: House, work: Work): Promise<void> {
  const policy = await policyOf(work)
  const { firstTouchMs, answerMs, resolutionMs } = policy.targets
  await startTimer(house, work, { kind: "first-touch", policy, targetMs: firstTouchMs })
  await startTimer(house, work, { kind: "answer", policy, targetMs: answerMs })
  await startTimer(house, work, { kind: "resolution", policy, targetMs: resolutionMs })
}

/** A conversation that was taken up again is to be resolved in its time once more. */
export async function startResolution(house: House, work: Work): Promise<void> {
  const running = await readRunning(work.db, work.conversation.id)
  if (running.some(({ kind }) => kind === "resolution")) return
  const policy = await policyOf(work)
  await startTimer(house, work, { kind: "resolution", policy, targetMs: policy.targets.resolutionMs })
}
