import { existsSync } from "node:fs"
import { copyFile, link, mkdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import Sqlite from "better-sqlite3"
import { EPOCH, newEpoch } from "../core/epoch"
import { STEPS } from "../store/migrate"
import { noteClosed } from "../store/soundness"
import { DATABASE, nameOf, toDisk } from "./back-up"
import { damageOf } from "./damage"
import { putFilesBack } from "./files"

export type Restored = { messages: number; files: number; before: string | null }

/**
 * Puts a backup in the place of the database and its files, with a new epoch. What stood there is kept beside it. Nothing is changed
 * where the backup is not whole, was made by a newer version, or a server runs.
 */
export async function restore(folder: string, dataDir: string, now: number): Promise<Restored> {
  const backup = join(folder, DATABASE)
  if (!existsSync(backup)) throw new Error(`There is no backup in ${folder}: it would hold ${DATABASE}.`)
  await mkdir(dataDir, { recursive: true })
  const place = join(dataDir, DATABASE)
  if (existsSync(place)) standAlone(place)
  const incoming = `${place}.restoring`
  for (const leftOver of [incoming, `${incoming}-wal`, `${incoming}-shm`]) await rm(leftOver, { force: true })
  await copyFile(backup, incoming)
  const messages = prepare(incoming)
  await toDisk(incoming)
  const before = existsSync(place) ? await keepBeside(place, now) : null
  noteClosed(place)
  const files = await putFilesBack(folder, dataDir, `before-restore-${nameOf(now)}`)
  await rename(incoming, place)
  await toDisk(dataDir)
  return { messages, files, before }
}

/** Looks whether nobody has the database open, and puts all of it into its one file. A damaged one is left as it is. */
function standAlone(place: string): void {
  try {
    const database = new Sqlite(place, { timeout: 0 })
    try {
      database.pragma("locking_mode = EXCLUSIVE")
      database.exec("begin exclusive; commit")
      database.pragma("wal_checkpoint(TRUNCATE)")
      noteClosed(place)
    } finally {
      database.close()
    }
  } catch (error) {
    const { code } = error as { code?: string }
    if (code?.startsWith("SQLITE_BUSY") || code?.startsWith("SQLITE_LOCKED")) {
      throw new Error("The server still runs on this database. Stop it, then restore.")
    }
    if (!code?.startsWith("SQLITE_CORRUPT") && code !== "SQLITE_NOTADB") throw error
  }
}

/** Looks at the copy and begins a new epoch in it. Gives how many messages it holds. */
function prepare(incoming: string): number {
  const database = open(incoming)
  try {
    const damage = damageOf(database)
    if (damage) throw new Error(`The backup is damaged: ${damage}. Nothing was changed: choose an older one.`)
    const unknown = stepsOf(database).filter((name) => !(name in STEPS))
    if (unknown.length > 0) {
      throw new Error(
        `The backup was made by a newer version (${unknown.join(", ")}). Nothing was changed: install that.`,
      )
    }
    database.pragma("journal_mode = DELETE")
    database
      .prepare("insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value")
      .run(EPOCH, newEpoch())
    return Number(database.prepare("select count(*) from message").pluck().get())
  } finally {
    database.close()
  }
}

function open(file: string): Sqlite.Database {
  const database = new Sqlite(file)
  try {
    database.pragma("schema_version")
    return database
  } catch (error) {
    database.close()
    throw new Error("The backup is damaged: it is no database. Nothing was changed: choose an older one.", {
      cause: error,
    })
  }
}

const stepsOf = (database: Sqlite.Database) => database.prepare("select name from migration").pluck().all().map(String)

/** The file keeps a second name; what lies beside it goes aside first, so that it is never read into another database. */
async function keepBeside(place: string, now: number): Promise<string> {
  const kept = `${place}.before-restore-${nameOf(now)}`
  for (const beside of ["-wal", "-shm"]) {
    if (existsSync(place + beside)) await rename(place + beside, kept + beside)
  }
  await link(place, kept)
  return kept
}
