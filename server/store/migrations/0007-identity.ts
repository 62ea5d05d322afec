import type { Kysely } from "kysely"

/** What a site signs its visitors' identities with, and as whom it vouched for a contact. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("identityKey")
    .addColumn("siteId", "text", (column) => column.primaryKey().references("site.id"))
    .addColumn("algorithm", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("required", "integer", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .execute()
  await db.schema.alterTable("contact").addColumn("subject", "text").execute()
}
