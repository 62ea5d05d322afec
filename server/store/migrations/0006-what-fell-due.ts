import { type Kysely, sql } from "kysely"

/** What was kept and what was missed today is found by when it fell due, however many years of waits there are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index "timerByDue" on "timer" ("kind", "dueAt")`.execute(db)
}
