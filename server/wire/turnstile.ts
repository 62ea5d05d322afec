import type { Clock } from "../core/clock"

/** So many lines come in a second that none of them, and nobody who is there, notices the others. */
export const LINES_A_SECOND = 200
const AT_ONCE = 60
/** Longer than that a line is not kept waiting: whoever is turned away comes back at a moment of their own. */
const WAITS_AT_MOST_MS = 3_000
/** Where very many were turned away, they are let in within about so long. */
const ALL_WITHIN_MS = 8_000
/** Clients that were turned away are back after so long (shared/client/connection.ts). */
const TURNED_AWAY_FOR_MS = 10_000
const SECOND_MS = 1_000

/** Resolves with whether a line may come in, once it is its turn. */
export type Turnstile = () => Promise<boolean>

/**
 * Lets lines in one after the other when all come at once, as after a server was killed (F26): each costs reads and writes, and
 * eight thousand in a second made everybody wait for two.
 */
export function createTurnstile({ on, clock }: { on: boolean; clock: Clock }): Turnstile {
  if (!on) return async () => true
  let nextAt = Number.NEGATIVE_INFINITY
  let turnedAway = 0
  let lookedAt = clock.now()

  function linesASecond(now: number): number {
    turnedAway *= Math.exp((lookedAt - now) / TURNED_AWAY_FOR_MS)
    lookedAt = now
    return Math.max(LINES_A_SECOND, (turnedAway / ALL_WITHIN_MS) * SECOND_MS)
  }

  return () => {
    const now = clock.now()
    const everyMs = SECOND_MS / linesASecond(now)
    const at = Math.max(nextAt, now - (AT_ONCE - 1) * everyMs)
    if (at - now > WAITS_AT_MOST_MS) {
      turnedAway++
      return Promise.resolve(false)
    }
    nextAt = at + everyMs
    return at <= now ? Promise.resolve(true) : new Promise((mayEnter) => clock.runAt(at, () => mayEnter(true)))
  }
}
