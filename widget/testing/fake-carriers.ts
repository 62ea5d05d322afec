import type { Transport } from "../line/transports"

/** What stands in for the network: every carrier that was opened, to speak as the server and to see what was sent. */
export function createFakeCarriers() {
  const opened: ReturnType<typeof carrier>[] = []

  function carrier(kind: string, door: string, hear: (packet: string) => void, ended: (why?: unknown) => void) {
    return { kind, door, hear, ended, sent: [] as string[], closed: false }
  }

  const transport =
    (kind: string): Transport =>
    (door, hear, ended) => {
      const made = carrier(kind, door, hear, ended)
      opened.push(made)
      return {
        send: (packet) => void made.sent.push(packet),
        close: () => {
          made.closed = true
        },
      }
    }

  const latest = () => {
    const last = opened.at(-1)
    if (!last) throw new Error("Nothing was opened")
    return last
  }
  return {
    overWebSocket: transport("websocket"),
    overPolling: transport("polling"),
    opened,
    latest,
    /** The server lets the visitor in. */
    admit(): void {
      latest().hear(`0{"sid":"1","pingInterval":20000,"pingTimeout":10000}`)
      latest().hear(`40/visitor,{"sid":"2"}`)
    },
  }
}
