import type { AlarmSource } from "../../core/alarm"
import type { Database } from "../../store/schema"
import { deleteAll, type Host, tellErased } from "./erase"

const DAY_MS = 86_400_000
/** How often to look; what is kept for months may be kept an hour longer. */
const EVERY_MS = 60 * 60_000
/** So many are erased before others get their turn. */
const AT_ONCE = 100

/** Erases conversations in which nothing has happened for as long as their site keeps them, and contacts who have none left. */
export function retention(host: Host): AlarmSource {
  let nextAt = 0
  return {
    name: "retention",
    nextAt: async () => nextAt,
    async ring(now) {
      if (now < nextAt) return
      const erased = await eraseOld(host, now)
      nextAt = erased === AT_ONCE ? now : now + EVERY_MS
    },
  }
}

async function eraseOld(host: Host, now: number): Promise<number> {
  let left = AT_ONCE
  for (const { id, retentionDays } of await sitesThatForget(host.store.reads)) {
    if (left === 0) break
    left -= await eraseOldOf(host, id, now - retentionDays * DAY_MS, left)
  }
  if (left < AT_ONCE) await host.store.forget()
  return AT_ONCE - left
}

async function sitesThatForget(db: Database): Promise<{ id: string; retentionDays: number }[]> {
  const sites = await db.selectFrom("site").select(["id", "retentionDays"]).execute()
  return sites.flatMap(({ id, retentionDays }) => (retentionDays === null ? [] : [{ id, retentionDays }]))
}

async function eraseOldOf(host: Host, siteId: string, before: number, limit: number): Promise<number> {
  const old = await host.store.reads
    .selectFrom("conversation")
    .select(["id", "contactId"])
    .where("siteId", "=", siteId)
    .where("updatedAt", "<", before)
    .orderBy("updatedAt")
    .limit(limit)
    .execute()
  for (const { id, contactId } of old) {
    await host.write(contactId, async (db) => {
      // Something may have happened in it since it was looked at.
      const still = await db
        .selectFrom("conversation")
        .select("id")
        .where("id", "=", id)
        .where("updatedAt", "<", before)
        .$if(host.store.dialect === "postgres", (query) => query.forUpdate())
        .executeTakeFirst()
      if (!still) return
      await deleteAll(host, db, [id])
      await forgetContactWithout(db, contactId)
    })
    tellErased(host, [{ contactId, siteId, conversationIds: [id] }])
  }
  return old.length
}

async function forgetContactWithout(db: Database, contactId: string): Promise<void> {
  await db
    .deleteFrom("contact")
    .where("id", "=", contactId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("conversation").select("id").where("contactId", "=", contactId))),
    )
    .execute()
}
