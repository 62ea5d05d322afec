import type { Timer } from "./protocol/types"

/** What is known of a timer: when it began, how long it may take, when it ended. Everything else is computed from these. */
export type TimerFacts = Pick<Timer, "startedAt" | "targetMs" | "dueAt" | "stoppedAt">

export type Verdict = Pick<Timer, "state" | "breachedAt">

/**
 * Whether a timer was met, at `now` (ms since the epoch). A stop in the millisecond it is due is in time (T2); a late
 * stop is late even if nobody had looked (T3); a breach is dated to the due time, never to when it was noticed (T4).
 */
export function verdict(timer: TimerFacts, now: number): Verdict {
  const endedAt = timer.stoppedAt ?? now
  if (endedAt > timer.dueAt) return { state: "breached", breachedAt: timer.dueAt }
  return { state: timer.stoppedAt === null ? "running" : "met", breachedAt: null }
}

/** Milliseconds until the timer is due at `now`; negative once it is late. A stopped timer keeps what was left when it stopped. */
export function timeLeftMs(timer: TimerFacts, now: number): number {
  return timer.dueAt - (timer.stoppedAt ?? now)
}

/** Which part of the target is left, from 1 (just started) to 0 (due or late): how full the ring is. */
export function shareLeft(timer: TimerFacts, now: number): number {
  const lengthMs = timer.dueAt - timer.startedAt
  if (lengthMs <= 0) return 0
  return Math.min(1, Math.max(0, timeLeftMs(timer, now) / lengthMs))
}

export type Urgency = "calm" | "soon" | "late"

/** From a quarter of the target on, a wait is urgent. */
const SOON_BELOW_SHARE = 0.25

/** How a waiting timer looks: calm, soon, or late. */
export function urgency(timer: TimerFacts, now: number): Urgency {
  if (timeLeftMs(timer, now) < 0) return "late"
  return shareLeft(timer, now) < SOON_BELOW_SHARE ? "soon" : "calm"
}

/** Whether a visitor waits for the next words of a person, whatever these will be. */
export const isReply = ({ kind }: Pick<Timer, "kind">) => kind === "first-touch" || kind === "next-reply"

type OfKind = TimerFacts & Pick<Timer, "kind">

/** Whether somebody waits on a timer now: a resolution waits for nobody, and an answer only after a hollow first reply. */
function isWaiting(timer: OfKind, timers: readonly OfKind[]): boolean {
  if (timer.stoppedAt !== null || timer.kind === "resolution") return false
  return timer.kind !== "answer" || !timers.some(({ kind, stoppedAt }) => kind === "first-touch" && stoppedAt === null)
}

const earliest = <T extends TimerFacts>(timers: readonly T[]): T | null =>
  timers.reduce<T | null>((first, timer) => (first === null || timer.dueAt < first.dueAt ? timer : first), null)

/** The timer a conversation waits on: of those not stopped, the one that falls due first. */
export function waitingTimer<T extends OfKind>(timers: readonly T[]): T | null {
  return earliest(timers.filter((timer) => isWaiting(timer, timers)))
}

/** The timer a visitor is told of at `now`: the next one that can still be kept, else the one that was missed. */
export function promisedTimer<T extends OfKind>(timers: readonly T[], now: number): T | null {
  const waiting = timers.filter((timer) => isWaiting(timer, timers))
  return earliest(waiting.filter(({ dueAt }) => dueAt >= now)) ?? earliest(waiting)
}

type Waiting = { id: string; updatedAt: number; timers: readonly OfKind[] }

/** Orders conversations by who must be answered next: the earliest due time first, then those that wait for nothing, newest first. */
export function byUrgency(one: Waiting, other: Waiting): number {
  const oneDue = waitingTimer(one.timers)?.dueAt ?? Number.POSITIVE_INFINITY
  const otherDue = waitingTimer(other.timers)?.dueAt ?? Number.POSITIVE_INFINITY
  if (oneDue !== otherDue) return oneDue < otherDue ? -1 : 1
  if (one.updatedAt !== other.updatedAt) return other.updatedAt - one.updatedAt
  if (one.id === other.id) return 0
  return one.id < other.id ? -1 : 1
}
