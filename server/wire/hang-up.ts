import type { Socket } from "socket.io"

export type EngineSocket = Socket["conn"]

/** Ends a line at once, whatever still waits for it. */
export function hangUp(line: EngineSocket): void {
  line.close(true)
  // A farewell would wait behind all that nobody reads; a reset is heard at once. Another line's may share a poll's socket.
  if (line.transport.name === "websocket" && !line.upgraded) line.request.socket.resetAndDestroy()
}
