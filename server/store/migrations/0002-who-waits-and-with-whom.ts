import { type Kysely, sql } from "kysely"

/** What is asked of open conversations only must not take longer as resolved ones pile up: waiting timers, an agent's own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index "timerWaiting" on "timer" ("breachAnnouncedAt") where "stoppedAt" is null`.execute(db)
  await db.schema
    .createIndex("conversationByAssignee")
    .on("conversation")
    .columns(["assigneeId", "updatedAt", "id"])
    .execute()
}
