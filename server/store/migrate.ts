import { existsSync, renameSync, rmSync } from "node:fs"
import { type Kysely, type Migration, Migrator, sql } from "kysely"
import type { Store } from "./database"
import * as first from "./migrations/0001-first"
import * as whoWaits from "./migrations/0002-who-waits-and-with-whom"
import * as openingHours from "./migrations/0003-opening-hours"
import * as enforcement from "./migrations/0004-enforcement"
import * as push from "./migrations/0005-push"
import * as whatFellDue from "./migrations/0006-what-fell-due"
import * as identity from "./migrations/0007-identity"
import * as erasure from "./migrations/0008-erasure"
import * as audit from "./migrations/0009-audit"
import * as attachments from "./migrations/0010-attachments"
import * as secondFactor from "./migrations/0011-second-factor"
import * as search from "./migrations/0012-search"
import * as whatAFileHolds from "./migrations/0013-what-a-file-holds"

export type Step = { up(db: Kysely<unknown>, dialect: Store["dialect"]): Promise<void> }

/** Numbered, forward only. A step that has landed is never edited: databases out there have run it. */
export const STEPS: Readonly<Record<string, Step>> = {
  "0001-first": first,
  "0002-who-waits-and-with-whom": whoWaits,
  "0003-opening-hours": openingHours,
  "0004-enforcement": enforcement,
  "0005-push": push,
  "0006-what-fell-due": whatFellDue,
  "0007-identity": identity,
  "0008-erasure": erasure,
  "0009-audit": audit,
  "0010-attachments": attachments,
  "0011-second-factor": secondFactor,
  "0012-search": search,
  "0013-what-a-file-holds": whatAFileHolds,
}

/**
 * Brings the database to this build's schema, in one transaction. A SQLite file that needs it is copied beside itself
 * before. Resolves with the names of the steps that ran.
 */
export async function migrate(store: Store, steps = STEPS): Promise<string[]> {
  const migrator = new Migrator({
    db: store.db,
    provider: { getMigrations: async () => migrations(store.dialect, steps) },
    migrationTableName: "migration",
    migrationLockTableName: "migrationLock",
  })
  const known = await migrator.getMigrations()
  const waiting = known.filter((step) => step.executedAt === undefined)
  if (waiting.length === 0) return []
  if (waiting.length < known.length) await copyBefore(store, waiting[0]?.name ?? "next")
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw error
  return results.map((result) => result.migrationName)
}

function migrations(dialect: Store["dialect"], steps: typeof STEPS): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [name, { up: (db: Kysely<unknown>) => step.up(db, dialect) }]),
  )
}

/** The copy gets its name once it is whole: one that a kill left half done is made anew. */
async function copyBefore(store: Store, step: string): Promise<void> {
  if (store.file === null) return
  const copy = `${store.file}.before-${step}`
  if (existsSync(copy)) return
  const partial = `${copy}.partial`
  rmSync(partial, { force: true })
  await sql`vacuum into ${partial}`.execute(store.db)
  renameSync(partial, copy)
}
