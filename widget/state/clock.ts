import { signal } from "@preact/signals"

const TICK_MS = 1_000

/** The server's time. `now` is a signal that moves each second, and only while somebody watches it count. */
export type Clock = ReturnType<typeof createClock>

export function createClock() {
  let aheadMs = 0
  let ticking: ReturnType<typeof setInterval> | undefined
  const time = () => Date.now() + aheadMs
  const tick = () => {
    now.value = time()
  }
  const now = signal(time(), {
    watched() {
      queueMicrotask(tick)
      ticking = setInterval(tick, TICK_MS)
    },
    unwatched: () => clearInterval(ticking),
  })

  return {
    now,
    time,
    /** Takes over what the server's clock says, so that a countdown is right where the visitor's clock is not. */
    correct(serverTime: number): void {
      aheadMs = serverTime - Date.now()
      tick()
    },
  }
}
