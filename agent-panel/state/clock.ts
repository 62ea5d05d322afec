import { signal } from "@preact/signals"

const TICK_MS = 1_000

let aheadMs = 0

/** The server's time, a second at a time. Every countdown in the panel follows this one signal. */
export const now = signal(Date.now())

/** Takes the server's clock as the right one: a countdown must be right where this machine's clock is not. */
export function setClock(serverNow: number): void {
  aheadMs = serverNow - Date.now()
  now.value = serverTime()
}

export function serverTime(): number {
  return Date.now() + aheadMs
}

export function startTicking(): () => void {
  const tick = () => {
    now.value = serverTime()
  }
  const timer = setInterval(tick, TICK_MS)
  // A hidden tab ticks slowly; the moment it is looked at it must be right.
  document.addEventListener("visibilitychange", tick)
  return () => {
    clearInterval(timer)
    document.removeEventListener("visibilitychange", tick)
  }
}
