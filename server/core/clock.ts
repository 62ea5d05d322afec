import { uptime } from "node:os"

/** Time, handed in: nothing but main.ts and the tests decide what it is. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs once at or after `at`, however far away it is. Returns the way to cancel. */
  runAt(at: number, run: () => void): () => void
}

/** What a machine knows of time, ms: the clock on its wall, what has passed while it ran, and while it was on. */
export type Machine = { wall(): number; running(): number; on(): number }

const thisMachine: Machine = {
  wall: () => Date.now(),
  running: () => performance.now(),
  on: () => uptime() * 1_000,
}

/** Two clocks that are read one after the other differ by as much. */
const SAME_WITHIN_MS = 50
/** Followed so slowly that no wait of two minutes becomes a second longer or shorter. */
const FOLLOWS_AT = 0.005
/** Whoever was wrong by more than this was never right: a machine without a battery that has just learned the time. */
const NEVER_RIGHT_MS = 86_400_000
/** `setTimeout` fires at once beyond 2^31-1 ms, and a machine may sleep: look again at least this often. */
const LONGEST_SLEEP_MS = 60_000

/**
 * A clock that is not moved by somebody who sets the one on the wall: a promise of two minutes would run out at once, or
 * not for an hour (F10). Time passes as the machine runs, and what the wall clock was set by is followed slowly. When the
 * machine slept, the time is over all the same.
 */
export function steadyClock(machine: Machine = thisMachine): Clock {
  let wall = machine.wall()
  let running = machine.running()
  let on = machine.on()
  /** How far the wall clock is ahead of what this one says. */
  let aheadMs = 0
  let time = wall

  function now(): number {
    const passedMs = machine.running() - running
    const setByMs = machine.wall() - wall - passedMs
    if (Math.abs(setByMs) > SAME_WITHIN_MS) notice(setByMs, machine.on() - on - passedMs)
    const follows = Math.min(Math.abs(aheadMs), passedMs * FOLLOWS_AT) * Math.sign(aheadMs)
    aheadMs -= follows
    time += passedMs + follows
    wall += passedMs
    running += passedMs
    on += passedMs
    return Math.floor(time)
  }

  function notice(setByMs: number, sleptMs: number): void {
    wall += setByMs
    const slept = setByMs > 0 && sleptMs > setByMs / 2
    if (slept) on += sleptMs
    if (slept || Math.abs(setByMs) > NEVER_RIGHT_MS) time += setByMs
    else aheadMs += setByMs
  }

  return { now, runAt: (at, run) => sleepUntil(now, at, run) }
}

function sleepUntil(now: () => number, at: number, run: () => void): () => void {
  let timeout: NodeJS.Timeout
  const sleep = () => {
    const leftMs = at - now()
    if (leftMs <= 0) run()
    else timeout = setTimeout(sleep, Math.min(leftMs, LONGEST_SLEEP_MS))
  }
  timeout = setTimeout(sleep, Math.max(0, Math.min(at - now(), LONGEST_SLEEP_MS)))
  return () => clearTimeout(timeout)
}
