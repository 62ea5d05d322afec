import { type Kysely, sql } from "kysely"
import type { Store } from "../database"

/** A search begins with what is newest. SQLite's index of words is in that order already. */
export async function up(db: Kysely<unknown>, dialect: Store["dialect"]): Promise<void> {
  if (dialect === "sqlite") return
  for (const table of ["message", "contact"]) {
    await sql`create index ${sql.ref(`${table}ByTime`)} on ${sql.table(table)} ("createdAt")`.execute(db)
  }
}
