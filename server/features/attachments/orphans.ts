import type { AlarmSource } from "../../core/alarm"
import type { House } from "../../feature"
import { removeAttachments } from "./remove"

/** So long a file waits for a message to carry it: within the hour that was promised it is gone (F37). */
const ORPHANED_AFTER_MS = 55 * 60_000

/** So many go in one transaction. */
const AT_ONCE = 200

/** Removes files that no message came to carry. */
export function orphanAlarm(house: House): AlarmSource {
  const { store, write, wakeBy } = house
  const orphans = store.reads.selectFrom("attachment").where("messageId", "is", null).orderBy("createdAt")

  async function sweep(now: number): Promise<void> {
    const due = await orphans
      .select("id")
      .where("createdAt", "<=", now - ORPHANED_AFTER_MS)
      .limit(AT_ONCE)
      .execute()
    await write("orphans", async (db) => {
      const still = await db
        .selectFrom("attachment")
        .select("id")
        .where(
          "id",
          "in",
          due.map(({ id }) => id),
        )
        .where("messageId", "is", null)
        .$if(store.dialect === "postgres", (query) => query.forUpdate().skipLocked())
        .execute()
      await removeAttachments(
        house,
        db,
        still.map(({ id }) => id),
        now,
      )
    })
    wakeBy(now)
  }

  return {
    name: "orphaned files",
    async nextAt() {
      const first = await orphans.select("createdAt").limit(1).executeTakeFirst()
      return first ? first.createdAt + ORPHANED_AFTER_MS : null
    },
    ring: sweep,
  }
}
