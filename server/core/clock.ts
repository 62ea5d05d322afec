/** Time, handed in: nothing but main.ts and the tests decide what it is. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs once at or after `at`, however far away it is. Returns the way to cancel. */
  runAt(at: number, run: () => void): () => void
}

/** `setTimeout` fires at once beyond 2^31-1 ms, and a wall clock may jump: look again at least this often. */
const LONGEST_SLEEP_MS = 60_000

export const systemClock: Clock = {
  now: () => Date.now(),
  runAt(at, run) {
    let timeout: NodeJS.Timeout
    const sleep = () => {
      const leftMs = at - Date.now()
      if (leftMs <= 0) run()
      else timeout = setTimeout(sleep, Math.min(leftMs, LONGEST_SLEEP_MS))
    }
    timeout = setTimeout(sleep, Math.max(0, Math.min(at - Date.now(), LONGEST_SLEEP_MS)))
    return () => clearTimeout(timeout)
  },
}
