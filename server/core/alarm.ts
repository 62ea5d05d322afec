import type { Clock } from "./clock"
import type { Log } from "./log"

/** Something that falls due. It lives in rows; the alarm only looks when the time has come. */
export type AlarmSource = {
  name: string
  /** When the earliest row falls due, or null when none waits. */
  nextAt(): Promise<number | null>
  /** Does everything that is due at `now`. Safe to run twice, and on several nodes at once. */
  ring(now: number): Promise<void>
}

export type Alarm = {
  /** Something falls due at `at`: wake up then at the latest. */
  wakeBy(at: number): void
  start(): Promise<void>
  stop(): Promise<void>
  /** Resolves when whatever was due at this moment has been done. */
  settled(): Promise<void>
}

/** How often to look for rows that another node or a moved clock made due, whatever this node knows. */
const LOOK_AT_LEAST_EVERY_MS = 5_000
const RETRY_AFTER_FAILURE_MS = 1_000

/** Sleeps until the earliest due time of any source, then rings it. */
export function createAlarm(clock: Clock, sources: readonly AlarmSource[], log: Log): Alarm {
  let wakeAt = Number.POSITIVE_INFINITY
  let cancel = () => {}
  let ringing: Promise<void> = Promise.resolve()
  let stopped = true

  function wakeBy(at: number): void {
    if (stopped || at >= wakeAt) return
    cancel()
    wakeAt = at
    cancel = clock.runAt(at, () => {
      ringing = ringing.then(ringAll)
    })
  }

  async function ringAll(): Promise<void> {
    if (stopped) return
    wakeAt = Number.POSITIVE_INFINITY
    const now = clock.now()
    const next = await Promise.all(sources.map((source) => ring(source, now)))
    wakeBy(Math.min(...next, clock.now() + LOOK_AT_LEAST_EVERY_MS))
  }

  async function ring(source: AlarmSource, now: number): Promise<number> {
    try {
      const dueAt = await source.nextAt()
      if (dueAt === null) return Number.POSITIVE_INFINITY
      if (dueAt > now) return dueAt
      await source.ring(now)
      return (await source.nextAt()) ?? Number.POSITIVE_INFINITY
    } catch (error) {
      // One source that fails must not silence the others; its rows are still there in a moment.
      log.error({ err: error, alarm: source.name }, "an alarm failed and is tried again")
      return clock.now() + RETRY_AFTER_FAILURE_MS
    }
  }

  return {
    wakeBy,
    async start() {
      stopped = false
      ringing = ringing.then(ringAll)
      await ringing
    },
    async stop() {
      stopped = true
      cancel()
      await ringing
    },
    settled: () => ringing,
  }
}
