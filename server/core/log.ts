import pino, { type Logger } from "pino"

export type Log = Logger

const STDOUT = 1
/** So much waits for whoever reads the log; what comes beyond it is dropped and counted, since the chat must go on (F50). */
const MOST_WAITING_BYTES = 1_048_576

/** JSON lines on stdout, written without blocking. No message text, token or password is ever handed to it. */
export function createLog(level: string, file = STDOUT): Log {
  // Without a least length pino does not tell when all is written (`flushed`).
  const out = pino.destination({ fd: file, sync: false, minLength: 1, maxLength: MOST_WAITING_BYTES })
  const log = pino({ level, base: null }, out)
  let dropped = 0
  out.on("drop", () => {
    dropped++
  })
  out.on("drain", () => {
    if (dropped === 0) return
    log.warn({ lines: dropped }, "nobody read the log for a while, and lines of it were dropped")
    dropped = 0
  })
  return log
}

/** Writes down what waits. Resolves with whether somebody took it within the time. */
export function flushed(log: Log, withinMs: number): Promise<boolean> {
  return new Promise((settled) => {
    const late = setTimeout(() => settled(false), withinMs)
    log.flush(() => {
      clearTimeout(late)
      settled(true)
    })
  })
}
