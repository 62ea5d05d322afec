import { type Kysely, sql } from "kysely"

/** A browser is alerted while the session lasts in which that was agreed, and what went out is found to be forgotten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // No session has an empty id.
  await db.schema
    .alterTable("pushSubscription")
    .addColumn("sessionId", "text", (column) => column.notNull().defaultTo(""))
    .execute()
  await sql`create index "outboxDelivered" on "outbox" ("deliveredAt") where "deliveredAt" is not null`.execute(db)
}
