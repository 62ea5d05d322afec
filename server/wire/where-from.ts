import type { IncomingMessage } from "node:http"
import { isIP } from "node:net"
import { networkOf } from "../core/network-of"
import type { Origin } from "../feature"
import { isLoopback } from "./origins"

export type WhereFrom = (request: IncomingMessage) => Origin

/**
 * Where a request came from. What it says of itself proves nothing, with one exception: where PUBLIC_URL is not this
 * machine's own address, a caller on loopback is the proxy in front, and the address it saw last is the caller's (V82).
 */
export function createWhereFrom(publicUrl: string): WhereFrom {
  const behindProxy = !isLoopback(publicUrl)
  return (request) => {
    const peer = request.socket.remoteAddress ?? "unknown"
    return {
      address: networkOf(behindProxy && isThisMachine(peer) ? (lastForwarded(request) ?? peer) : peer),
      page: request.headers.origin ?? null,
      userAgent: request.headers["user-agent"] ?? null,
    }
  }
}

function isThisMachine(address: string): boolean {
  return address === "::1" || address.startsWith("127.") || address.startsWith("::ffff:127.")
}

/** The address that the nearest proxy added; those before it are the caller's own words. */
function lastForwarded({ headers }: IncomingMessage): string | null {
  const last = [headers["x-forwarded-for"]].flat().join(",").split(",").at(-1)?.trim() ?? ""
  return isIP(last) === 0 ? null : last
}
