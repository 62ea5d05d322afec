import { type Connection, createConnection } from "../shared/client/connection"

/** The visitor's line to `origin`. It is a chunk of its own, so that one can write before it has arrived. */
export function connectVisitor(origin: string, auth: () => Record<string, string | undefined>): Connection {
  return createConnection({ url: origin, namespace: "/visitor", auth })
}
