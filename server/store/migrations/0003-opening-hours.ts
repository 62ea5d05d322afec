import type { Kysely } from "kysely"

/** A policy says in which hours its targets count; without them it is always open, as before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("policy").addColumn("hoursJson", "text").execute()
}
