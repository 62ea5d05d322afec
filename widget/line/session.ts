import { type Carrier, overPolling, overWebSocket, type Transport } from "./transports"

/** A session of Engine.IO 4: messages in order, both ways, until it ends. */
export type Session = { send(message: string): void; close(): void }

type Hearing = {
  opened(): void
  hear(message: string): void
  /** It is over, or could not begin; `why` is what the server said where it said something. Not called after `close`. */
  ended(why?: unknown): void
}

const OPEN = "0"
const PING = "2"
const PONG = "3"
const MESSAGE = "4"
const NOTHING = "6"

/** After these a transport that has said nothing is given up. Where a WebSocket is silent, polling is not far away. */
const WEBSOCKET_OPENS_WITHIN_MS = 5_000
const POLLING_OPENS_WITHIN_MS = 20_000

/** Opens a session at `door`, over a WebSocket where the network lets one through, else by polling. */
export function openSession(door: string, { opened, hear, ended }: Hearing): Session {
  const transports = [
    { open: overWebSocket, withinMs: WEBSOCKET_OPENS_WITHIN_MS },
    { open: overPolling, withinMs: POLLING_OPENS_WITHIN_MS },
  ]
  let carrier: Carrier | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let silenceMs = 0

  function next(why?: unknown): void {
    close()
    const transport = transports.shift()
    if (transport) enter(transport)
    else ended(why)
  }

  function enter({ open, withinMs }: { open: Transport; withinMs: number }): void {
    silenceMs = withinMs
    const mine: Carrier = open(
      door,
      // What a carrier says after it was left is not heard.
      (packet) => carrier === mine && take(packet),
      (why) => carrier === mine && next(why),
    )
    carrier = mine
    listen()
  }

  function listen(): void {
    clearTimeout(silence)
    silence = setTimeout(() => next(), silenceMs)
  }

  function take(packet: string): void {
    listen()
    const said = packet.slice(1)
    switch (packet[0]) {
      case OPEN:
        begin(JSON.parse(said))
        break
      case PING:
        carrier?.send(PONG)
        break
      case MESSAGE:
        hear(said)
        break
      case NOTHING:
        break
      default:
        next()
    }
  }

  /** The server pings at an interval: silence for longer than that is a dead line. */
  function begin({ pingInterval, pingTimeout }: { pingInterval: number; pingTimeout: number }): void {
    transports.length = 0
    silenceMs = pingInterval + pingTimeout
    listen()
    opened()
  }

  function close(): void {
    clearTimeout(silence)
    carrier?.close()
    carrier = undefined
  }

  next()
  return { send: (message) => carrier?.send(MESSAGE + message), close }
}
