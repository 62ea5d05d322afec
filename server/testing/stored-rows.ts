import { sql } from "kysely"
import type { Database } from "../store/schema"
import type { TestServer } from "./kit"

/** Who is on the line now is observed, not said, and comes and goes with each line; so is what somebody was refused. */
const OBSERVED = { tables: new Set(["presence", "audit"]), columns: ["givesBackAt"] }

/** Every row of every table but those in which the server notes what it observes, as text: equal when nothing changed. */
export async function storedRows(server: TestServer): Promise<Map<string, string>> {
  const rows = await everyRow(server, OBSERVED.columns)
  for (const table of OBSERVED.tables) rows.delete(table)
  return rows
}

/** Every row of every table as text, but for these columns. */
export async function everyRow(
  { server, dialect }: TestServer,
  without: readonly string[] = [],
): Promise<Map<string, string>> {
  await server.settled()
  const { db } = server.store
  const rows = new Map<string, string>()
  for (const table of await tablesOf(db, dialect)) {
    const { rows: found } = await sql<object>`select * from ${sql.table(table)}`.execute(db)
    const asText = (row: object) => JSON.stringify(Object.entries(row).filter(([column]) => !without.includes(column)))
    rows.set(table, found.map(asText).sort().join("\n"))
  }
  return rows
}

async function tablesOf(db: Database, dialect: string): Promise<string[]> {
  const { rows } =
    dialect === "sqlite"
      ? await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
      : await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(db)
  return rows.map(({ name }) => name).filter((name) => !name.startsWith("sqlite_"))
}

/** The tables that differ. */
export function changedTables(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((table) => before.get(table) !== after.get(table))
}
