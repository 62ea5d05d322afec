import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, statSync, writeSync } from "node:fs"
import { dirname } from "node:path"
import Sqlite from "better-sqlite3"

/** The SQLite file must not be used as it is. The message tells the owner why, and what to do. */
export class UnsoundStore extends Error {}

/**
 * Beside the database a file says whether a server has it `open`, or has `closed` it whole. SQLite itself would begin an
 * empty database where the file is gone, and go on with an old one where the log of its latest changes is.
 */
const noteOf = (file: string) => `${file}.state`
const logOf = (file: string) => `${file}-wal`

/** Looks, before SQLite touches anything, whether what was written is still there. Throws `UnsoundStore` where it is not. */
export function refuseUnlessThere(file: string): void {
  const said = existsSync(noteOf(file)) ? readFileSync(noteOf(file), "utf8").trim() : null
  const isGone = sizeOf(file) === 0
  if (isGone && (said !== null || sizeOf(logOf(file)) > 0)) {
    const what = existsSync(file) ? "is empty" : "is gone"
    throw new UnsoundStore(
      `DATA_DIR held a database, and ${file} ${what}. Nothing was begun in its place: ${RESTORE}, or, to begin anew, remove ${noteOf(file)} and what lies beside it.`,
    )
  }
  if (said === "open" && !existsSync(logOf(file))) {
    throw new UnsoundStore(
      `The latest messages are missing: ${logOf(file)}, the log of a server that did not end by itself, is gone. Put it back, or ${RESTORE}. Where another program has opened the database since and left all of it in the one file, remove ${noteOf(file)} and start again.`,
    )
  }
}

/** More than this takes longer to read than a start should; every backup reads all of it (backup/damage.ts). */
const MOST_READ_AT_START = 256 * 1_024 * 1_024

/**
 * Reads a database of ordinary size through, and of a larger one looks whether its end is there. Throws `UnsoundStore` where
 * something is wrong, and changes nothing.
 */
export function refuseDamaged(file: string, mostRead = MOST_READ_AT_START): void {
  if (sizeOf(file) === 0) return
  const found = sizeOf(file) <= mostRead ? quickCheck(file) : lengthCheck(file)
  if (found !== "ok") {
    throw new UnsoundStore(`DATA_DIR holds a damaged database (${found}). Nothing was changed: ${RESTORE}.`)
  }
}

const RESTORE = "restore a backup with npm run restore -- FOLDER"

/** Only reading: a connection that may write would put the log into the damaged file as it closes. */
function quickCheck(file: string): string {
  try {
    const database = new Sqlite(file, { readonly: true })
    try {
      return String(database.pragma("quick_check(1)", { simple: true })).replaceAll("\n", " ")
    } finally {
      database.close()
    }
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    // Whatever else keeps SQLite from reading, such as a lock, says nothing about what is stored.
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(code ?? "")) throw error
    return message
  }
}

/** Where these lie in the header of a SQLite file (https://sqlite.org/fileformat.html, 1.3). */
const HEADER = { bytes: 100, pageSize: 16, changes: 24, pages: 28, pagesHeldAtChange: 92 }

function lengthCheck(file: string): string {
  // What a checkpoint that was broken off left undone still stands in the log.
  if (sizeOf(logOf(file)) > 0) return "ok"
  const header = firstBytes(file, HEADER.bytes)
  const pageSize = header.readUInt16BE(HEADER.pageSize)
  const bytes = header.readUInt32BE(HEADER.pages) * (pageSize === 1 ? 65_536 : pageSize)
  const isKnown = header.readUInt32BE(HEADER.changes) === header.readUInt32BE(HEADER.pagesHeldAtChange)
  return isKnown && sizeOf(file) < bytes ? "its end is missing" : "ok"
}

function firstBytes(file: string, length: number): Buffer {
  const handle = openSync(file, "r")
  const bytes = Buffer.alloc(length)
  try {
    readSync(handle, bytes)
    return bytes
  } finally {
    closeSync(handle)
  }
}

/** From now on the database is not whole without its log. */
export function noteOpen(file: string): void {
  // Until SQLite has made the log there is nothing to miss.
  if (existsSync(logOf(file))) note(file, "open")
}

/** From now on all of it is in the one file, or is about to be: say it before SQLite removes the log. */
export function noteClosed(file: string): void {
  if (existsSync(noteOf(file))) note(file, "closed")
}

/** Whoever opened the database beside the server, or without it, may have been the last to close it, and emptied the log. */
export function noteLeft(file: string): void {
  if (!existsSync(logOf(file))) noteClosed(file)
}

/** Says it so that it survives a power cut. */
function note(file: string, state: "open" | "closed"): void {
  const isNew = !existsSync(noteOf(file))
  const handle = openSync(noteOf(file), isNew ? "w" : "r+")
  writeSync(handle, state.padEnd(NOTE_LENGTH), 0)
  fsyncSync(handle)
  closeSync(handle)
  if (isNew) syncFolder(dirname(file))
}

const NOTE_LENGTH = 8

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r")
  fsyncSync(handle)
  closeSync(handle)
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0
