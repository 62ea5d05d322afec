import type { Clock } from "../server/core/clock"

/** A clock for living through a week in seconds: it jumps to a moment and wakes everybody who meant to wake by then. */
export type HandMovedClock = Clock & { moveTo(at: number): void }

export function createHandMovedClock(startsAt: number): HandMovedClock {
  let now = startsAt
  const sleepers = new Map<object, { at: number; run: () => void }>()
  return {
    now: () => now,
    runAt(at, run) {
      const sleeper = {}
      sleepers.set(sleeper, { at, run })
      return () => sleepers.delete(sleeper)
    },
    moveTo(at) {
      now = Math.max(now, at)
      for (const [sleeper, { at: wakesAt, run }] of [...sleepers]) {
        if (wakesAt > now) continue
        sleepers.delete(sleeper)
        run()
      }
    },
  }
}
