import type Sqlite from "better-sqlite3"

/** Reads a whole database through. What is wrong with it, in SQLite's words; null where nothing is. */
export function damageOf(database: Sqlite.Database): string | null {
  const found = String(database.pragma("integrity_check(1)", { simple: true }))
  return found === "ok" ? null : found
}
