import type { HourRange, Staff } from "./crew"
import { type Findings, keptShare, type Tally } from "./findings"

/** So much is to be kept: beyond it, more people change little. */
export const GOAL = 0.95
/** More than this many beside those who are there is nothing to advise. */
const MOST_MORE = 8
/** One more for some hours is worth saying where it keeps so much more. */
const WORTH_SAYING = 0.02
/** What is missed within so many hours is a peak; beyond, it is missed all day. */
const LONGEST_PEAK_HOURS = 4
const SHARE_IN_PEAK = 0.6
/** Where one more keeps no more than this in addition, yet another would not either. */
const NO_DIFFERENCE = 0.002

type Kept = { share: number }

/** What would have changed something, or that nothing need change. */
export type Advice = {
  /** One more person in the hours in which most is missed. */
  peak: (HourRange & Kept) | null
  /** The fewest people, all the time, who keep enough; null where they cannot be found. */
  enough: (Kept & { agents: number }) | null
  /** As many as were tried in vain, and whether what they miss was mostly written while it was closed. */
  inVain: (Kept & { agents: number; isAfterHours: boolean }) | null
  /** With one fewer, where what there is keeps enough. */
  fewer: (Kept & { agents: number }) | null
}

/** Lives through the week with so many people, and one more in some hours. */
export type Attempt = (staff: Staff, oneMore?: HourRange) => Findings

const NOTHING: Advice = { peak: null, enough: null, inVain: null, fewer: null }

/** Tries what could be otherwise, one attempt at a time, so that whoever asked may stop in between. */
export function* advise(found: Findings, staff: Staff, attempt: Attempt): Generator<void, Advice> {
  const share = keptShare(found)
  if (share === null) return NOTHING
  if (share >= GOAL) return { ...NOTHING, fewer: yield* withFewer(staff, attempt) }
  const range = peakOf(found.countingHours)
  const peak = range && { ...range, share: shareOf(attempt(staff, range)) }
  yield
  const helps = peak !== null && peak.share >= Math.min(GOAL, share + WORTH_SAYING)
  const { enough, inVain } = yield* fewestEnough(staff, attempt)
  return { ...NOTHING, peak: helps ? peak : null, enough, inVain }
}

const shareOf = (findings: Findings) => keptShare(findings) ?? 0

function* withFewer({ agents, capacity }: Staff, attempt: Attempt): Generator<void, Advice["fewer"]> {
  if (agents <= 1) return null
  yield
  return { agents: agents - 1, share: shareOf(attempt({ agents: agents - 1, capacity })) }
}

function* fewestEnough(staff: Staff, attempt: Attempt): Generator<void, Pick<Advice, "enough" | "inVain">> {
  for (let agents = staff.agents + 1, before = 0; ; agents++) {
    const findings = attempt({ ...staff, agents })
    const tried = { agents, share: shareOf(findings) }
    if (tried.share >= GOAL) return { enough: tried, inVain: null }
    if (agents >= staff.agents + MOST_MORE || tried.share - before <= NO_DIFFERENCE) {
      const isAfterHours = findings.afterHours.missed * 2 > findings.missed
      return { enough: null, inVain: { ...tried, isAfterHours } }
    }
    before = tried.share
    yield
  }
}

/** The fewest hours on end in which most of all misses lie; null where they lie all over the day. */
export function peakOf(hours: readonly Tally[]): HourRange | null {
  const all = missedIn(hours)
  for (let length = 1; length <= LONGEST_PEAK_HOURS; length++) {
    const from = busiest(hours, length)
    if (all > 0 && missedIn(hours.slice(from, from + length)) >= all * SHARE_IN_PEAK) {
      return { from, to: from + length }
    }
  }
  return null
}

function busiest(hours: readonly Tally[], length: number): number {
  let best = 0
  const missedFrom = (from: number) => missedIn(hours.slice(from, from + length))
  for (let from = 1; from + length <= hours.length; from++) if (missedFrom(from) > missedFrom(best)) best = from
  return best
}

const missedIn = (hours: readonly Tally[]) => hours.reduce((sum, { missed }) => sum + missed, 0)
