import { setTimeout as wait } from "node:timers/promises"

const LOOK_EVERY_MS = 10
const PATIENCE_MS = 5_000

/** Resolves with what `look` finds as soon as it finds something; fails with `what` when it never does. */
export async function until<T>(
  what: string,
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const giveUpAt = performance.now() + patienceMs
  for (;;) {
    const found = await look()
    if (found !== null && found !== undefined && found !== false) return found
    if (performance.now() > giveUpAt) throw new Error(`It did not happen within ${patienceMs} ms: ${what}`)
    await wait(LOOK_EVERY_MS)
  }
}
