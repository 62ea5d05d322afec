import type { Clock } from "../core/clock"

export type TestClock = Clock & {
  /** Moves to the earliest sleeper that wakes by `at`, and wakes it; false when none does, and it is `at` now. */
  advanceTowards(at: number): boolean
  /** Leaps to `at` at once, as for a machine that slept: whoever should have woken meanwhile wakes now. */
  leap(at: number): void
}

/** Monday, 5 January 2026, nine o'clock in Kyiv. */
const A_MONDAY_MORNING = Date.UTC(2026, 0, 5, 7)

/** A clock that stands still until it is moved. */
export function createTestClock(startAt = A_MONDAY_MORNING): TestClock {
  let now = startAt
  const sleepers = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    runAt(at, run) {
      const sleeper = { at, run }
      sleepers.add(sleeper)
      return () => sleepers.delete(sleeper)
    },
    advanceTowards(at) {
      const next = [...sleepers].filter((each) => each.at <= at).sort((one, other) => one.at - other.at)[0]
      if (!next) {
        now = Math.max(now, at)
        return false
      }
      sleepers.delete(next)
      now = Math.max(now, next.at)
      next.run()
      return true
    },
    leap(at) {
      now = Math.max(now, at)
      for (const sleeper of [...sleepers]) {
        if (sleeper.at > now) continue
        sleepers.delete(sleeper)
        sleeper.run()
      }
    },
  }
}
