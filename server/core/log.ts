import pino, { type Logger } from "pino"

export type Log = Logger

/** JSON lines on stdout, written without blocking. No message text, token or password is ever handed to it. */
export function createLog(level: string): Log {
  return pino({ level, base: null }, pino.destination({ fd: 1, sync: false }))
}
