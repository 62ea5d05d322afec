import type { GroupCommit } from "../store/group-commit"
import type { Clock } from "./clock"
import type { Log } from "./log"

type Parts = { commit: GroupCommit; clock: Clock; log: Log }

/** However many ask, a look costs one commit in so long. */
const LOOKS_EVERY_MS = 1_000

const A_ROW = "readiness"

/** Whether the database answers and takes what is written: while a disk is full everything is read as ever (F13). */
export function createReadiness({ commit, clock, log }: Parts): () => Promise<boolean> {
  let freshUntil = Number.NEGATIVE_INFINITY
  let found = Promise.resolve(false)

  async function look(): Promise<boolean> {
    try {
      // A value that is set to what it was is not written at all; a row that comes and goes is, and leaves nothing.
      await commit.run(A_ROW, async (db) => {
        await db.insertInto("setting").values({ key: A_ROW, value: "" }).execute()
        await db.deleteFrom("setting").where("key", "=", A_ROW).execute()
      })
      return true
    } catch (error) {
      // Whoever watches over the server decides what follows.
      log.warn({ err: error }, "not ready")
      return false
    }
  }

  return () => {
    if (clock.now() < freshUntil) return found
    freshUntil = clock.now() + LOOKS_EVERY_MS
    found = look()
    return found
  }
}
