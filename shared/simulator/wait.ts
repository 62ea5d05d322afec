import { type DueStep, ladderOf, stepsOf } from "../ladder"
import type { OpenTime } from "../opening-hours"
import type { OpeningHours, Step, TimerKind } from "../protocol/types"

/** What of a policy decides about first replies. */
export type Rules = {
  targetMs: number
  /** Null means always. */
  hours: OpeningHours | null
  ladder: readonly Step[]
  renewMs: number | null
}

/** A timer that runs, and the steps on its way, as the server stores them. */
export type Wait = { kind: TimerKind; startedAt: number; targetMs: number; dueAt: number; steps: readonly DueStep[] }

/** The timer that begins at a moment; null where a site will not be open for that long. */
export function waitFrom(
  startedAt: number,
  { kind, targetMs }: Pick<Wait, "kind" | "targetMs">,
  { ladder }: Pick<Rules, "ladder">,
  openTime: OpenTime,
): Wait | null {
  const dueAt = openTime.add(startedAt, targetMs)
  if (dueAt === null) return null
  const steps = stepsOf(ladderOf(kind, ladder, targetMs), { startedAt, targetMs, dueAt }, openTime.add)
  return { kind, startedAt, targetMs, dueAt, steps }
}
