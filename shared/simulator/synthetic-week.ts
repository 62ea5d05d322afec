import { type Chance, createChance } from "../chance"
import type { Arrival } from "./course"

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/**
 * How many of a hundred begin to write in each hour of a day, from midnight on: a few at night, a rising morning, a lunch
 * peak, and a second wave after work.
 */
const SHARE_BY_HOUR = [1, 1, 0, 0, 0, 0, 1, 2, 4, 6, 7, 8, 15, 14, 7, 5, 5, 6, 7, 5, 3, 1, 1, 1]
/** And on each day from Monday on: fewer at the end of the week. */
const SHARE_BY_DAY = [17, 17, 16, 16, 15, 10, 9]

const SHORTEST_REPLY_MS = 8 * SECOND_MS
const LONGEST_REPLY_MS = 55 * SECOND_MS
const SHORTEST_HANDLE_MS = 2 * MINUTE_MS
const LONGEST_HANDLE_MS = 25 * MINUTE_MS

type WeekOptions = {
  /** The moments at which the days begin, from a Monday on; at most seven (ms since the epoch). */
  days: readonly number[]
  conversations: number
  /** The same seed gives the same week. */
  seed: number
}

/** A week as it might be, in the order in which people write. */
export function syntheticWeek({ days, conversations, seed }: WeekOptions): Arrival[] {
  const chance = createChance(seed)
  return Array.from({ length: conversations }, () => arrival(chance, days)).sort((one, other) => one.at - other.at)
}

function arrival(chance: Chance, days: readonly number[]): Arrival {
  const day = days[oneOfShares(chance, SHARE_BY_DAY.slice(0, days.length))] ?? 0
  const at = day + oneOfShares(chance, SHARE_BY_HOUR) * HOUR_MS + chance.between(0, HOUR_MS)
  return {
    at: Math.floor(at),
    replyMs: skewed(chance, SHORTEST_REPLY_MS, LONGEST_REPLY_MS),
    handleMs: skewed(chance, SHORTEST_HANDLE_MS, LONGEST_HANDLE_MS),
  }
}

/** The place of one of several, each as likely as its share says. */
function oneOfShares(chance: Chance, shares: readonly number[]): number {
  let left = chance.between(
    0,
    shares.reduce((sum, share) => sum + share),
  )
  return shares.findIndex((share) => {
    left -= share
    return left < 0
  })
}

/** Most are short, a few are long. */
function skewed(chance: Chance, shortest: number, longest: number): number {
  return Math.round(shortest + chance.between(0, 1) ** 3 * (longest - shortest))
}
