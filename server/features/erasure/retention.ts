import type { AlarmSource } from "../../core/alarm"
import type { Database } from "../../store/schema"
import { eraseOf, type Host } from "./erase"

const DAY_MS = 86_400_000
/** How often to look; what is kept for months may be kept an hour longer. */
const EVERY_MS = 60 * 60_000
/** So many people's are erased before others get their turn. */
const AT_ONCE = 100

/** Erases conversations in which nothing has happened for as long as their site keeps them, and contacts who have none left. */
export function retention(host: Host): AlarmSource {
  let nextAt = 0
  return {
    name: "retention",
    nextAt: async () => nextAt,
    async ring(now) {
      if (now < nextAt) return
      const old = await contactsOfOld(host.store.reads, now)
      for (const { contactId, before } of old) await eraseOf(host, contactId, before)
      // Also what an erasure before could not empty, since somebody was reading then.
      await host.store.forget()
      nextAt = old.length < AT_ONCE ? now + EVERY_MS : now
    },
  }
}

type Old = { contactId: string; before: number }

async function contactsOfOld(db: Database, now: number): Promise<Old[]> {
  const found: Old[] = []
  for (const { id, retentionDays } of await db.selectFrom("site").select(["id", "retentionDays"]).execute()) {
    if (retentionDays === null || found.length === AT_ONCE) continue
    const before = now - retentionDays * DAY_MS
    const rows = await db
      .selectFrom("conversation")
      .select("contactId")
      .distinct()
      .where("siteId", "=", id)
      .where("updatedAt", "<", before)
      .limit(AT_ONCE - found.length)
      .execute()
    found.push(...rows.map(({ contactId }) => ({ contactId, before })))
  }
  return found
}
