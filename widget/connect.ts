import { type Connection, createConnection } from "../shared/client/connection"
import { io } from "./line/socket-io"

/** The line of a visitor of `site` to its server. The site is told with the very first request, and who comes with the handshake. */
export function connectVisitor(origin: string, site: string, token: () => string | undefined): Connection {
  return createConnection({ io, url: origin, namespace: "/visitor", site, auth: () => ({ site, token: token() }) })
}
