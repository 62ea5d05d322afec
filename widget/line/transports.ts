/** What takes packets of Engine.IO 4 to the server, until it ends. */
export type Carrier = { send(packet: string): void; close(): void }

/**
 * Opens a carrier at `door`, which is the server's address with everything it asks for but the transport. Later, `hear`
 * gets each packet, and `ended` is called when no more will come, with what the server said where it said why.
 */
export type Transport = (door: string, hear: (packet: string) => void, ended: (why?: unknown) => void) => Carrier

export const overWebSocket: Transport = (door, hear, ended) => {
  try {
    const socket = new WebSocket(`${door.replace("http", "ws")}&transport=websocket`)
    socket.onmessage = ({ data }) => hear(data)
    // What the page's policy forbids only errs, and never closes.
    socket.onerror = socket.onclose = () => ended()
    return { send: (packet) => socket.send(packet), close: () => socket.close() }
  } catch {
    // Some browsers throw where others tell later that the page forbids it.
    setTimeout(ended)
    return { send() {}, close() {} }
  }
}

const BETWEEN_PACKETS = "\x1e"

/** For networks that let no WebSocket through: one request always waits for what the server says next. */
export const overPolling: Transport = (door, hear, ended) => {
  const closing = new AbortController()
  let session = ""
  let sent = Promise.resolve()

  async function ask(body?: string): Promise<string> {
    const reply = await fetch(`${door}&transport=polling${session}&t=${performance.now()}`, {
      signal: closing.signal,
      cache: "no-store",
      ...(body && { method: "POST", body }),
    })
    if (!reply.ok) throw await reply.text()
    return reply.text()
  }

  async function listen(): Promise<void> {
    const opening = await ask()
    session = `&sid=${JSON.parse(opening.slice(1)).sid}`
    for (let packets = opening; ; packets = await ask()) packets.split(BETWEEN_PACKETS).forEach(hear)
  }

  listen().catch(ended)
  return {
    // One after the other, so that they arrive in the order in which they were said.
    send(packet) {
      sent = sent.then(() => ask(packet)).then(() => {}, ended)
    },
    close: () => closing.abort(),
  }
}
