import type { Step, StepAction, TimerKind } from "./protocol/types"

/** A step of a running timer: what is done, and when (ms since the epoch). */
export type DueStep = { action: StepAction; dueAt: number }

/** The moment at which so much open time has passed since another; null where that never comes. */
export type AddOpenTime = (at: number, openMs: number) => number | null

type Running = { startedAt: number; targetMs: number; dueAt: number }

/** The usual way to a first or next reply: the best agent at once, then others, then all, then the supervisors. */
export const USUAL_LADDER: readonly Step[] = [
  { at: { share: 0 }, do: "offer" },
  { at: { share: 0.25 }, do: "offer" },
  { at: { share: 0.5 }, do: "ring" },
  { at: { share: 0.75 }, do: "escalate" },
  { at: { share: 1 }, do: "tell" },
]

const REMIND_BEFORE_MS = 15 * 60_000
/** A promise for sooner than this is reminded of when half of its time is over. */
export const PROMISE_SOON_MS = 2 * REMIND_BEFORE_MS

/** The steps of a kind of timer: a policy's ladder leads to replies; the other kinds have theirs. */
export function ladderOf(kind: TimerKind, ofPolicy: readonly Step[], targetMs: number): readonly Step[] {
  switch (kind) {
    case "first-touch":
    case "next-reply":
      return ofPolicy
    case "answer":
      return [
        { at: { share: 0.75 }, do: "remind" },
        { at: { share: 1 }, do: "escalate" },
      ]
    case "resolution":
      return [{ at: { share: 1 }, do: "escalate" }]
    case "promise":
      return [
        { at: targetMs < PROMISE_SOON_MS ? { share: 0.5 } : { beforeDueMs: REMIND_BEFORE_MS }, do: "remind" },
        { at: { share: 1 }, do: "escalate" },
        { at: { share: 1 }, do: "tell" },
      ]
    default:
      return kind satisfies never
  }
}

/**
 * When each step of a timer is taken, in order. A reply in the millisecond it is due is in time (T2), so what is done
 * about a missed one comes a millisecond later. A step that lies beyond the last opening of a site is left out.
 */
export function stepsOf(ladder: readonly Step[], timer: Running, addOpenTime: AddOpenTime): DueStep[] {
  const steps: DueStep[] = []
  for (const step of ladder) {
    const at = momentOf(step, timer, addOpenTime)
    if (at !== null) steps.push({ action: step.do, dueAt: at < timer.dueAt ? at : at + 1 })
  }
  return steps.sort((one, other) => one.dueAt - other.dueAt)
}

function momentOf(step: Step, { startedAt, targetMs, dueAt }: Running, addOpenTime: AddOpenTime): number | null {
  if ("afterDueMs" in step.at) return addOpenTime(dueAt, step.at.afterDueMs)
  const openMs = openMsTo(step, targetMs)
  // Nobody is asked to take what was written at night before the morning comes.
  return openMs === targetMs ? dueAt : addOpenTime(startedAt, openMs)
}

/** The open time from the start of a timer to a step of it, ms. */
export function openMsTo({ at }: Pick<Step, "at">, targetMs: number): number {
  if ("afterDueMs" in at) return targetMs + at.afterDueMs
  return "share" in at ? Math.round(targetMs * at.share) : Math.max(0, targetMs - at.beforeDueMs)
}
