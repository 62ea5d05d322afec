import { mkdirSync } from "node:fs"
import { Socket } from "node:net"
import { join } from "node:path"
import Sqlite from "better-sqlite3"
import { Kysely, type LogEvent, PostgresDialect, SqliteAdapter, SqliteDialect, sql } from "kysely"
import pg from "pg"
import type { Schema } from "./schema"
import { noteClosed, noteOpen, refuseDamaged, refuseUnlessThere } from "./soundness"

export type Dialect = "sqlite" | "postgres"

export type Store = {
  dialect: Dialect
  /** Writes, and reads that belong to a write. On SQLite one connection, which transactions hold alone. */
  db: Kysely<Schema>
  /** Reads outside a unit of work: they see whole changes only. */
  reads: Kysely<Schema>
  /** The SQLite file, or null on PostgreSQL. */
  file: string | null
  /** Lets go of what was deleted but still lies in the log beside the file. On PostgreSQL its own vacuum does. */
  forget(): Promise<void>
  close(): Promise<void>
}

export type StoreOptions = {
  databaseUrl?: string | undefined
  dataDir: string
  /** Hears of every query with its text: for tests of plans. */
  onQuery?: ((event: LogEvent) => void) | undefined
  /** How long PostgreSQL may say nothing before its line is given up. */
  silentForMs?: number | undefined
}

/** Opens SQLite in `dataDir`, or PostgreSQL where `databaseUrl` names one. */
export function openStore({ databaseUrl, dataDir, onQuery, silentForMs = GIVEN_UP_AFTER_MS }: StoreOptions): Store {
  // Kysely measures queries only where somebody listens.
  const log = onQuery && { log: onQuery }
  return databaseUrl ? openPostgres(databaseUrl, silentForMs, log) : openSqlite(dataDir, log)
}

/** better-sqlite3 waits on the event loop's thread: wait little here, and try again from outside (group-commit.ts). */
const LOCK_WAIT_MS = 100

type Logging = { log: (event: LogEvent) => void } | undefined

function openSqlite(dataDir: string, log: Logging): Store {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, "first-touch.sqlite")
  refuseUnlessThere(file)
  refuseDamaged(file)
  const writer = openFile(file)
  const reader = openFile(file)
  noteOpen(file)
  reader.pragma("query_only = ON")
  const db = new Kysely<Schema>({ dialect: new WholeMigrations({ database: cached(writer) }), ...log })
  const reads = new Kysely<Schema>({ dialect: new SqliteDialect({ database: cached(reader) }), ...log })
  return {
    dialect: "sqlite",
    db,
    reads,
    file,
    async forget() {
      await sql`pragma wal_checkpoint(TRUNCATE)`.execute(db)
    },
    async close() {
      noteClosed(file)
      await reads.destroy()
      await db.destroy()
    },
  }
}

/** SQLite can take a change of schema back; Kysely does not count on it, and would leave half a migration. */
class WholeMigrations extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSchemaAdapter()
  }
}

class TransactionalSchemaAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Whoever reads for long keeps SQLite from emptying its log; once they are gone the file beside the database shrinks to this (F17). */
export const LOG_KEPT_BYTES = 16_777_216

function openFile(file: string): Sqlite.Database {
  const database = new Sqlite(file, { timeout: LOCK_WAIT_MS })
  database.pragma("journal_mode = WAL")
  // WAL quietly falls back to NORMAL, which loses acknowledged rows in a power cut.
  database.pragma("synchronous = FULL")
  database.pragma(`journal_size_limit = ${LOG_KEPT_BYTES}`)
  database.pragma("foreign_keys = ON")
  // What is deleted, or overwritten by something shorter, is gone from the file, not only out of sight.
  database.pragma("secure_delete = ON")
  return database
}

/** Far more than the product's own statements; a search with many terms cannot fill memory with its text. */
const STATEMENTS_KEPT = 500

/** A statement is prepared once for its text: preparing costs more than running it. */
function cached(database: Sqlite.Database): Sqlite.Database {
  const statements = new Map<string, Sqlite.Statement>()
  const prepare = (text: string) => {
    const known = statements.get(text)
    if (known) return known
    if (statements.size >= STATEMENTS_KEPT) statements.clear()
    const statement = database.prepare(text)
    statements.set(text, statement)
    return statement
  }
  return { prepare, close: () => database.close() } as unknown as Sqlite.Database
}

/** Room for groups of writes, reads and sign-ins beside each other. */
const POOL_SIZE = 12
const CONNECT_WITHIN_MS = 5_000
const STATEMENT_WITHIN_MS = 10_000
/** Past that, PostgreSQL would have said that it gave up a statement: a line without a word is dead, not slow. */
const GIVEN_UP_AFTER_MS = STATEMENT_WITHIN_MS + 5_000

function openPostgres(databaseUrl: string, silentForMs: number, log: Logging): Store {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: STATEMENT_WITHIN_MS,
    // A node that stands still inside a transaction must not keep its conversations from the others.
    idle_in_transaction_session_timeout: STATEMENT_WITHIN_MS,
    stream: () => socketGivenUpAfter(silentForMs),
    types: { getTypeParser: numbersAsNumbers },
  })
  // A connection that dies fails its own query and is replaced by the pool. The pool listens while it is idle only, and
  // an error that nobody listens to would end the process.
  pool.on("error", () => {})
  pool.on("connect", (client) => void client.on("error", () => {}))
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), ...log })
  return { dialect: "postgres", db, reads: db, file: null, forget: async () => {}, close: () => db.destroy() }
}

/** TCP itself waits for a quarter of an hour before it tells that nobody is there, and whoever writes would wait with it. */
function socketGivenUpAfter(silentForMs: number): Socket {
  const socket = new Socket()
  const silent = Object.assign(new Error("PostgreSQL fell silent"), { code: "ETIMEDOUT" })
  return socket.setTimeout(silentForMs, () => socket.destroy(silent))
}

/** Times and counts fit a JavaScript number; the driver gives 64-bit integers as text. */
const numbersAsNumbers = ((oid: number, format: never) =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser
