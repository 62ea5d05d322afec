import { openMsTo } from "../../shared/ladder"
import type { Step, StepAction } from "../../shared/protocol/types"
import { TARGET_MAX_MS } from "./settings-targets"

export type Ladder = readonly Step[]
type StepAt = Step["at"]

/** How a step's moment is given. */
export const AT_KINDS = ["at-once", "share", "before", "after"] as const
export type AtKind = (typeof AT_KINDS)[number]

/** What the server takes (shared/protocol/things.ts, of which the panel takes only types). */
export const STEPS_MAX = 12
const SHARE_MAX = 10

const SECOND_MS = 1_000
/** Steps are carried from line to line of a grid, in shares of the target. */
export const GRID = 0.05
export const FINE_GRID = 0.01

export function kindOf({ at }: Step): AtKind {
  if ("share" in at) return at.share === 0 ? "at-once" : "share"
  return "beforeDueMs" in at ? "before" : "after"
}

/** A moment (ms of open time after the message) given in a way; what cannot be given so comes nearest. */
export function atOf(kind: AtKind, momentMs: number, targetMs: number): StepAt {
  switch (kind) {
    case "at-once":
      return { share: 0 }
    case "share":
      return { share: Math.min(SHARE_MAX, Math.max(0, inHundredths(momentMs / targetMs))) }
    case "before":
      return { beforeDueMs: inSeconds(targetMs - momentMs) }
    case "after":
      return { afterDueMs: inSeconds(momentMs - targetMs) }
    default:
      return kind satisfies never
  }
}

const inHundredths = (share: number) => Math.round(share * 100) / 100

const inSeconds = (lengthMs: number) =>
  Math.min(TARGET_MAX_MS, Math.max(SECOND_MS, Math.round(lengthMs / SECOND_MS) * SECOND_MS))

/** A step at another moment, given as before where that can name the moment: nothing is before its due time after it. */
function stepAt(step: Step, momentMs: number, targetMs: number): Step {
  return { ...step, at: atOf(kindFor(step, momentMs, targetMs), momentMs, targetMs) }
}

function kindFor(step: Step, momentMs: number, targetMs: number): AtKind {
  if ("share" in step.at || momentMs === targetMs) return "share"
  return momentMs < targetMs ? "before" : "after"
}

/** A step on the line of the grid that is nearest to a moment. */
export function stepNear(step: Step, momentMs: number, targetMs: number, grid: number): Step {
  const { fromMs, byMs } = gridOf(step, targetMs, grid)
  return onLine(step, Math.round((momentMs - fromMs) / byMs), targetMs, grid)
}

/** A step on the next line of the grid, earlier (-1) or later (1). */
export function stepBeside(step: Step, direction: -1 | 1, targetMs: number, grid: number): Step {
  const { fromMs, byMs } = gridOf(step, targetMs, grid)
  const line = (openMsTo(step, targetMs) - fromMs) / byMs
  // A step that stands on a line but for a rounding goes to the next one.
  return onLine(step, direction > 0 ? Math.floor(line + 0.01) + 1 : Math.ceil(line - 0.01) - 1, targetMs, grid)
}

function onLine(step: Step, line: number, targetMs: number, grid: number): Step {
  const { fromMs, byMs } = gridOf(step, targetMs, grid)
  return stepAt(step, Math.max(0, fromMs + line * byMs), targetMs)
}

/** The lines count from the message, or in whole seconds from the due time where a step is given from there. */
const gridOf = ({ at }: Step, targetMs: number, grid: number) =>
  "share" in at ? { fromMs: 0, byMs: grid * targetMs } : { fromMs: targetMs, byMs: inSeconds(grid * targetMs) }

/** The ladder, and where in it the step is that was put there. */
export type Put = { ladder: Ladder; index: number }

export const replaceStep = (ladder: Ladder, index: number, step: Step, targetMs: number): Put =>
  putStep(withoutStep(ladder, index), step, targetMs)

/** Puts a step where its moment is; the one that tells the visitor closes every ladder, whatever comes after it in time. */
export function putStep(ladder: Ladder, step: Step, targetMs: number): Put {
  const next = [...ladder, step].sort(
    (one, other) =>
      Number(one.do === "tell") - Number(other.do === "tell") || openMsTo(one, targetMs) - openMsTo(other, targetMs),
  )
  return { ladder: next, index: next.indexOf(step) }
}

/** Where in the ladder its steps are, in the order in which they are taken. */
export function orderInTime(ladder: Ladder, targetMs: number): number[] {
  const moments = ladder.map((step, index) => ({ index, momentMs: openMsTo(step, targetMs) }))
  return moments.sort((one, other) => one.momentMs - other.momentMs).map(({ index }) => index)
}

/** Adds a step in the middle of the longest time before the due time in which nothing happens. */
export function addStep(ladder: Ladder, action: StepAction, targetMs: number): Put {
  const moments = ladder.map((step) => openMsTo(step, targetMs)).filter((moment) => moment < targetMs)
  const edges = [0, ...moments, targetMs].sort((one, other) => one - other)
  let widest = { fromMs: 0, lengthMs: 0 }
  for (const [index, fromMs] of edges.entries()) {
    const lengthMs = (edges[index + 1] ?? fromMs) - fromMs
    if (lengthMs > widest.lengthMs) widest = { fromMs, lengthMs }
  }
  const blank: Step = { at: { share: 0 }, do: action }
  return putStep(ladder, stepNear(blank, widest.fromMs + widest.lengthMs / 2, targetMs, GRID), targetMs)
}

export const withoutStep = (ladder: Ladder, index: number): Ladder => ladder.filter((_, each) => each !== index)

/** How long after the message somebody is asked for the first time, ms; null where nobody is before it is due. */
export function firstAskedMs(ladder: Ladder, targetMs: number): number | null {
  const asks = ladder.filter((step) => step.do === "offer" || step.do === "ring")
  const first = Math.min(...asks.map((step) => openMsTo(step, targetMs)))
  return first < targetMs ? first : null
}

/** What the server would refuse of a step's moment. */
export type WrongStep = "share" | "length"

export function wrongStep({ at }: Step): WrongStep | null {
  if ("share" in at) return at.share >= 0 && at.share <= SHARE_MAX ? null : "share"
  const besideMs = "beforeDueMs" in at ? at.beforeDueMs : at.afterDueMs
  return besideMs >= 1 && besideMs <= TARGET_MAX_MS ? null : "length"
}
