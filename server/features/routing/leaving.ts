import type { AlarmSource } from "../../core/alarm"
import type { Connection, House } from "../../feature"
import type { Database } from "../../store/schema"
import { giveBack } from "./give-back"

/** A page that is loaded anew, or a lift, is no reason to take conversations away. */
const GRACE_MS = 30_000
/** How often to look for people whose node died with their lines: nobody told that they left. */
const SWEEP_EVERY_MS = 15_000

/** Somebody's last line may be gone: unless they come back soon, what they have not answered goes to others. */
export async function noteLeft(house: House, agentId: string, connection: Connection): Promise<void> {
  const givesBackAt = house.clock.now() + GRACE_MS
  const left = await house.write(`leaving.${agentId}`, async (db) => {
    const isElsewhere = await linesOf(db, agentId, house.clock.now())
      .where("connectionId", "!=", connection.id)
      .executeTakeFirst()
    if (isElsewhere) return false
    await db.updateTable("agent").set({ givesBackAt }).where("id", "=", agentId).execute()
    return true
  })
  if (left) house.wakeBy(givesBackAt)
}

export async function noteHere(house: House, agentId: string): Promise<void> {
  await house.write(`leaving.${agentId}`, (db) =>
    db
      .updateTable("agent")
      .set({ givesBackAt: null })
      .where("id", "=", agentId)
      .where("givesBackAt", "is not", null)
      .execute(),
  )
}

function linesOf(db: Database, agentId: string, now: number) {
  return db
    .selectFrom("presence")
    .select("connectionId")
    .where("kind", "=", "agent")
    .where("personId", "=", agentId)
    .where("expiresAt", ">", now)
}

/** Takes back what those have who did not come back in time, or were set away. */
export function leaving(house: House): AlarmSource {
  const { reads } = house.store
  let nextSweepAt = 0

  return {
    name: "leaving",
    async nextAt() {
      const earliest = await reads
        .selectFrom("agent")
        .select("givesBackAt")
        .where("givesBackAt", "is not", null)
        .orderBy("givesBackAt")
        .limit(1)
        .executeTakeFirst()
      return Math.min(earliest?.givesBackAt ?? Number.POSITIVE_INFINITY, nextSweepAt)
    },
    async ring(now) {
      if (now >= nextSweepAt) {
        nextSweepAt = now + SWEEP_EVERY_MS
        await noteThoseNobodySawLeave(house, now)
      }
      const left = await reads
        .selectFrom("agent")
        .select(["id", "availability"])
        .where("givesBackAt", "<=", now)
        .execute()
      for (const { id, availability } of left) {
        const isHere = await linesOf(reads, id, now).executeTakeFirst()
        if (!isHere) await giveBack(house, id, "gone")
        else if (availability === "away") await giveBack(house, id, "away")
        await noteHere(house, id)
      }
    },
  }
}

/** Agents without a line whose conversations wait: their grace begins now. */
async function noteThoseNobodySawLeave({ store, write }: House, now: number): Promise<void> {
  const { reads } = store
  const here = reads.selectFrom("presence").select("personId").where("kind", "=", "agent").where("expiresAt", ">", now)
  const have = reads
    .selectFrom("conversation")
    .innerJoin("timer", "timer.conversationId", "conversation.id")
    .select("conversation.assigneeId")
    .where("timer.stoppedAt", "is", null)
    .where("timer.kind", "in", ["first-touch", "next-reply", "answer"])
    .where("conversation.status", "=", "open")
    .where("conversation.assigneeId", "is not", null)
  const areAsked = reads
    .selectFrom("offer")
    .select("agentId")
    .where("endedAt", "is", null)
    .where("agentId", "is not", null)
  const left = await reads
    .selectFrom("agent")
    .select("id")
    .where("givesBackAt", "is", null)
    .where("id", "not in", here)
    .where(({ or, eb }) => or([eb("id", "in", have), eb("id", "in", areAsked)]))
    .execute()
  for (const { id } of left) {
    await write(`leaving.${id}`, (db) =>
      db
        .updateTable("agent")
        .set({ givesBackAt: now + GRACE_MS })
        .where("id", "=", id)
        .execute(),
    )
  }
}
