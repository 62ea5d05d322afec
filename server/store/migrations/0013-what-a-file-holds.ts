import type { Kysely } from "kysely"

/** Which bytes a file was made whole with, so that nobody else's under the same id are taken for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("attachment").addColumn("sha256", "text").execute()
}
