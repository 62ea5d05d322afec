import type { AlarmSource } from "../../core/alarm"
import type { House } from "../../feature"
import { isAnotherNodeHere, PRESENCE_LASTS_MS } from "./rows"

const LOOKS_EVERY_MS = 60_000

/** Says once that files of several nodes need a bucket, where another node's lines are seen. One node needs none. */
export function manyNodesAlarm(house: House): AlarmSource {
  const { store, config, clock, log } = house
  const eachHasItsOwn = store.dialect === "postgres" && config.FILES_S3_URL === undefined
  // The lines of the process before this one have faded by then.
  let nextAt: number | null = eachHasItsOwn ? clock.now() + 2 * PRESENCE_LASTS_MS : null
  return {
    name: "files of several nodes",
    nextAt: async () => nextAt,
    async ring(now) {
      if (nextAt === null || now < nextAt) return
      const areMany = await isAnotherNodeHere(house, now)
      nextAt = areMany ? null : now + LOOKS_EVERY_MS
      if (areMany)
        log.warn("several nodes share this database, and each has files that the others cannot read: set FILES_S3_URL")
    },
  }
}
