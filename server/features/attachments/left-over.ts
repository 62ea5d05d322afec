import type { AlarmSource } from "../../core/alarm"
import type { House } from "../../feature"
import type { Incoming } from "./incoming"

const EVERY_MS = 5 * 60_000

/**
 * Takes from this disk what had arrived of files that another node made whole, or that are forgotten: the bytes of somebody
 * who is erased lie nowhere.
 */
export function leftOverAlarm({ store }: House, incoming: Incoming): AlarmSource {
  let nextAt = 0
  return {
    name: "what was left of files",
    nextAt: async () => (incoming.ids().size === 0 ? null : nextAt),
    async ring(now) {
      const ids = [...incoming.ids()]
      if (now < nextAt || ids.length === 0) return
      nextAt = now + EVERY_MS
      const awaited = await store.reads
        .selectFrom("attachment")
        .select("id")
        .where("id", "in", ids)
        .where("completedAt", "is", null)
        .execute()
      const isAwaited = new Set(awaited.map(({ id }) => id))
      for (const id of ids) if (!isAwaited.has(id) && !incoming.isMoving(id)) await incoming.letGo(id)
    },
  }
}
