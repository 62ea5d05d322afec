import { type Kysely, sql } from "kysely"
import type { Store } from "../database"

/** How long a site keeps conversations, and an index of words that forgets what is taken out of it. */
export async function up(db: Kysely<unknown>, dialect: Store["dialect"]): Promise<void> {
  await db.schema
    .alterTable("site")
    .addColumn("retentionDays", "integer", (column) => column.defaultTo(365))
    .execute()
  if (dialect !== "sqlite") return
  for (const index of ["messageSearch", "contactSearch"]) {
    await sql`insert into ${sql.table(index)} (${sql.ref(index)}, rank) values ('secure-delete', 1)`.execute(db)
  }
}
