import type { Socket, SocketOptions } from "../../shared/client/connection"
import { openSession, type Session } from "./session"

/** A packet of Socket.IO 5: its type, its namespace, the number of the call it answers, and what it says. */
const PACKET = /^(\d)[^,]*,(\d*)(.*)$/s

type Hear = (said: unknown) => void
type Caller = { resolve(reply: unknown): void; reject(reason: unknown): void }

/**
 * As much of a Socket.IO client as a visitor needs: text, one namespace, calls that are acknowledged, and a line that
 * comes back. It need not be cleverer, because whatever a line loses is asked for again (W2, W5, W7).
 */
export function io(address: string, options: SocketOptions): Socket {
  const { origin, pathname: namespace } = new URL(address)
  const door = `${origin}/socket.io/?${new URLSearchParams({ EIO: "4", ...options.query })}`
  const hearers = new Map<string, Set<Hear>>()
  const callers = new Map<number, Caller>()
  let session: Session | undefined
  let calls = 0
  let tries = 0
  let again: ReturnType<typeof setTimeout> | undefined

  const socket = {
    connected: false,
    /** Whether it is connected, or will try until it is. */
    active: false,
    on: (name: string, hear: Hear) => void hearers.set(name, (hearers.get(name) ?? new Set()).add(hear)),
    off: (name: string, hear: Hear) => void hearers.get(name)?.delete(hear),
    connect() {
      if (!socket.active) attempt()
      return socket
    },
    disconnect() {
      stop("io client disconnect")
      return socket
    },
    emitWithAck: (name: string, input: unknown) =>
      new Promise((resolve, reject) => {
        const id = ++calls
        callers.set(id, { resolve, reject })
        setTimeout(() => answer(id, (caller) => caller.reject("timeout")), options.ackTimeout)
        say(2, id + JSON.stringify([name, input]))
      }),
  }

  function attempt(): void {
    socket.active = true
    session = openSession(door, { opened: () => options.auth((data) => say(0, JSON.stringify(data))), hear, ended })
  }

  const say = (type: number, said: string) => session?.send(`${type}${namespace},${said}`)
  const tell = (name: string, said?: unknown) => {
    for (const hear of hearers.get(name) ?? []) hear(said)
  }

  function answer(id: number, reply: (caller: Caller) => void): void {
    const caller = callers.get(id)
    if (caller) reply(caller)
    callers.delete(id)
  }

  function hear(packet: string): void {
    const [, type, id, text] = PACKET.exec(packet) ?? []
    const said = text ? JSON.parse(text) : null
    switch (type) {
      case "0":
        tries = 0
        socket.connected = true
        tell("connect")
        break
      case "1":
        stop("io server disconnect")
        break
      case "2":
        tell(said[0], said[1])
        break
      case "3":
        answer(Number(id), (caller) => caller.resolve(said[0]))
        break
      case "4":
        stop("refused")
        tell("connect_error", said)
    }
  }

  /** The network took the line away: it comes back by itself, ever more patiently. */
  function ended(): void {
    const { reconnectionDelay, reconnectionDelayMax, randomizationFactor } = options
    const delayMs = Math.min(reconnectionDelay * 2 ** tries++, reconnectionDelayMax)
    again = setTimeout(attempt, delayMs * (1 + randomizationFactor * (2 * Math.random() - 1)))
    if (socket.connected) drop("transport close")
    else tell("connect_error", { message: "transport error" })
  }

  function stop(reason: string): void {
    socket.active = false
    clearTimeout(again)
    session?.close()
    drop(reason)
  }

  function drop(reason: string): void {
    for (const id of callers.keys()) answer(id, (caller) => caller.reject(reason))
    if (!socket.connected) return
    socket.connected = false
    tell("disconnect", reason)
  }

  addEventListener("offline", () => {
    if (!socket.connected) return
    session?.close()
    ended()
  })
  return socket
}
