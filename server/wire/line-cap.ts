import type { Server } from "node:http"
import type { Socket } from "node:net"

/** More than an office behind one address opens, far less than a script would. */
export const LINES_AN_ADDRESS = 300

/** Lines, files and calls, with room for those that browsers keep open. */
export const CONNECTIONS_AN_ADDRESS = 1_000

export type LineCap = {
  hasRoom(address: string): boolean
  opened(address: string): void
  closed(address: string): void
}

/** Counts what each address has open, so that one of them cannot take the room of all others (V67). */
export function createLineCap({ on, most = LINES_AN_ADDRESS }: { on: boolean; most?: number }): LineCap {
  const open = new Map<string, number>()
  const count = (address: string) => open.get(address) ?? 0
  return {
    hasRoom: (address) => !on || count(address) < most,
    opened: (address) => void open.set(address, count(address) + 1),
    closed(address) {
      if (count(address) > 1) open.set(address, count(address) - 1)
      else open.delete(address)
    },
  }
}

/**
 * Ends each connection that is one too many from its address. Behind a proxy all connections are the proxy's, which has
 * limits of its own.
 */
export function capConnections(http: Server, cap: LineCap): void {
  http.on("connection", (socket: Socket) => {
    const address = socket.remoteAddress ?? "unknown"
    if (!cap.hasRoom(address)) return void socket.destroy()
    cap.opened(address)
    socket.once("close", () => cap.closed(address))
  })
}
