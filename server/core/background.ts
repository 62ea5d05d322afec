import type { Log } from "./log"

export type Background = {
  /** Lets something go on that nobody waits for; a failure is logged under this name. */
  run(name: string, work: Promise<unknown>): void
  /** Resolves when nothing is going on any more. */
  idle(): Promise<void>
}

/** Work that outlives the call that began it, and that a stop waits for. */
export function createBackground(log: Log): Background {
  const going = new Set<Promise<unknown>>()
  return {
    run(name, work) {
      const done = work
        .catch((error) => log.error({ err: error, work: name }, "work in the background failed"))
        .finally(() => going.delete(done))
      going.add(done)
    },
    async idle() {
      while (going.size > 0) await Promise.all(going)
    },
  }
}
