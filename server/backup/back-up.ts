import { existsSync } from "node:fs"
import { mkdir, open, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import Sqlite from "better-sqlite3"
import { noteLeft } from "../store/soundness"
import { damageOf } from "./damage"
import { takeFiles } from "./files"

/** The name of the database, in DATA_DIR and in a backup alike. */
export const DATABASE = "first-touch.sqlite"

export type BackedUp = { folder: string; bytes: number; messages: number; files: number }

/** Another process may hold the file for the length of a commit. */
const LOCK_WAIT_MS = 10_000

/**
 * Copies the database of `dataDir` as it is at one moment, and its files, into a new folder of `into`, while a server writes. The
 * copy is read through before it gets its name: what has a name there is whole, and on disk.
 */
export async function backUp(dataDir: string, into: string, now: number): Promise<BackedUp> {
  const source = join(dataDir, DATABASE)
  if (!existsSync(source)) throw new Error(`There is no database in ${dataDir}. Set DATA_DIR to where it lies.`)
  const folder = join(into, nameOf(now))
  const partial = join(into, "partial")
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true })
  const copy = join(partial, DATABASE)
  copyWhole(source, copy)
  const found = lookInto(copy)
  await toDisk(copy)
  // After the database, which names no file that was not whole before.
  const files = await takeFiles(dataDir, partial)
  await toDisk(partial)
  await rename(partial, folder)
  await toDisk(into)
  return { folder, ...found, files }
}

/** A moment as a folder may be named on every system, such as 2026-11-25T14-07-00-000Z. */
export const nameOf = (at: number) => new Date(at).toISOString().replace(/[:.]/g, "-")

/** One reading transaction, however long it takes: the server goes on writing, and none of it is in the copy. */
function copyWhole(source: string, copy: string): void {
  const database = new Sqlite(source, { timeout: LOCK_WAIT_MS })
  try {
    database.prepare("vacuum into ?").run(copy)
  } finally {
    database.close()
    noteLeft(source)
  }
}

function lookInto(copy: string): Pick<BackedUp, "bytes" | "messages"> {
  const database = new Sqlite(copy, { readonly: true })
  try {
    const damage = damageOf(database)
    if (damage) throw new Error(`The copy is damaged (${damage}), so the database may be: restore an older backup.`)
    const messages = Number(database.prepare("select count(*) from message").pluck().get())
    const bytes =
      Number(database.pragma("page_count", { simple: true })) * Number(database.pragma("page_size", { simple: true }))
    return { bytes, messages }
  } finally {
    database.close()
  }
}

/** Waits until a file, or the names in a folder, would survive a power cut. */
export async function toDisk(path: string): Promise<void> {
  const handle = await open(path)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
