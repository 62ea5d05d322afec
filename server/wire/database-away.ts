/** SQLite's words for a file that is locked, full or cannot be read now. */
const SQLITE_AWAY = [
  "SQLITE_BUSY",
  "SQLITE_LOCKED",
  "SQLITE_FULL",
  "SQLITE_IOERR",
  "SQLITE_CANTOPEN",
  "SQLITE_READONLY",
]

/** Node's words for a line that is not there. */
const LINE_AWAY = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH"])

/** PostgreSQL's classes for a lost connection, too few resources, and a server that is stopping or was cancelled. */
const POSTGRES_AWAY = ["08", "53", "57"]
const POSTGRES_RETRY = new Set(["40001", "40P01", "25006"])

const PG_DRIVER_SAYS = /connection terminated|timeout exceeded when trying to connect|connection error/i

/** Whether an error means that the database could not answer, so that the same call may work in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway)
  const code = String((error as { code?: unknown }).code ?? "")
  if (SQLITE_AWAY.some((word) => code.startsWith(word))) return true
  if (LINE_AWAY.has(code) || POSTGRES_RETRY.has(code)) return true
  if (code.length === 5 && POSTGRES_AWAY.some((word) => code.startsWith(word))) return true
  return PG_DRIVER_SAYS.test(error.message)
}
