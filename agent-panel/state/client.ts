import { io } from "socket.io-client"
import { createConnection } from "../../shared/client/connection"

/** The panel's one line to the server. The session cookie goes with it by itself. */
export const connection = createConnection({
  io: (address, options) => io(address, options),
  namespace: "/agent",
})
