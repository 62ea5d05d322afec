import { type Kysely, sql } from "kysely"
import type { Dialect } from "../database"

/** Who did what is written down, and the database itself lets nobody change or take away what was written. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable("audit")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("byKind", "text", (column) => column.notNull())
    .addColumn("byId", "text")
    .addColumn("byName", "text")
    .addColumn("about", "text")
    .addColumn("agentId", "text")
    .addColumn("value", "text")
    .addColumn("fieldsJson", "text", (column) => column.notNull())
    .addColumn("words", "text", (column) => column.notNull())
    .execute()
  await sql`create index "auditByTime" on "audit" ("at", "id")`.execute(db)
  if (dialect === "sqlite") await appendOnlySqlite(db)
  else await appendOnlyPostgres(db)
}

async function appendOnlySqlite(db: Kysely<unknown>): Promise<void> {
  for (const change of ["update", "delete"]) {
    await sql`create trigger ${sql.id(`auditNo${change}`)} before ${sql.raw(change)} on "audit"
      begin select raise(abort, 'the audit log is only added to'); end`.execute(db)
  }
}

async function appendOnlyPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function "auditStays"() returns trigger language plpgsql as $$
    begin raise exception 'the audit log is only added to'; end $$`.execute(db)
  await sql`create trigger "auditAppendOnly" before update or delete or truncate on "audit"
    for each statement execute function "auditStays"()`.execute(db)
}
