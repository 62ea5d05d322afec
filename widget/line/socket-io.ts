import type { Socket, SocketOptions } from "../../shared/client/connection"
import { ORIGIN_NOT_ALLOWED } from "../../shared/origin-not-allowed"
import { createAnswers } from "./answers"
import { openSession, type Session } from "./session"

/** A packet of Socket.IO 5: its type, its namespace, the number of the call it answers, and what it says. */
const PACKET = /^(\d)[^,]*,(\d*)(.*)$/s

const CONNECT = "0"
const DISCONNECT = "1"
const EVENT = "2"
const ANSWER = "3"
const REFUSAL = "4"

type Hear = (said: unknown) => void

/**
 * As much of a Socket.IO client as a visitor needs: text, one namespace, calls that are acknowledged, and a line that
 * comes back. It need not be cleverer, because whatever a line loses is asked for again (W2, W5, W7).
 */
export function io(address: string, options: SocketOptions): Socket {
  const { origin, pathname: namespace } = new URL(address)
  const door = `${origin}/socket.io/?${new URLSearchParams({ EIO: "4", ...options.query })}`
  const hearers = new Map<string, Set<Hear>>()
  const answers = createAnswers(options.ackTimeout)
  let session: Session | undefined
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
    emitWithAck: (name: string, input: unknown) => answers.to((id) => say(EVENT, id + JSON.stringify([name, input]))),
  }

  function attempt(): void {
    socket.active = true
    session = openSession(door, {
      opened: () => options.auth((data) => say(CONNECT, JSON.stringify(data))),
      hear,
      ended,
    })
  }

  const say = (type: string, said: string) => session?.send(`${type}${namespace},${said}`)
  const tell = (name: string, said?: unknown) => {
    for (const hear of hearers.get(name) ?? []) hear(said)
  }

  function hear(packet: string): void {
    const [, type, id, text] = PACKET.exec(packet) ?? []
    const said = text ? JSON.parse(text) : null
    switch (type) {
      case CONNECT:
        tries = 0
        socket.connected = true
        tell("connect")
        break
      case DISCONNECT:
        stop("io server disconnect")
        break
      case EVENT:
        tell(said[0], said[1])
        break
      case ANSWER:
        answers.came(Number(id), said[0])
        break
      case REFUSAL:
        stop("refused")
        tell("connect_error", said)
    }
  }

  /** The network took the line away: it comes back by itself, ever more patiently. */
  function ended(why?: unknown): void {
    if (String(why).includes(ORIGIN_NOT_ALLOWED)) {
      turnedAway()
      return
    }
    const { reconnectionDelay, reconnectionDelayMax, randomizationFactor } = options
    const delayMs = Math.min(reconnectionDelay * 2 ** tries++, reconnectionDelayMax)
    again = setTimeout(attempt, delayMs * (1 + randomizationFactor * (2 * Math.random() - 1)))
    if (socket.connected) drop("transport close")
    else tell("connect_error", { message: "transport error" })
  }

  /** Trying again would change nothing until the owner allows this page. */
  function turnedAway(): void {
    console.warn(`First Touch: ${location.origin} may not show this chat. Allow it in the panel: Settings, Sites.`)
    stop("refused")
    tell("connect_error", { message: "forbidden" })
  }

  function stop(reason: string): void {
    socket.active = false
    clearTimeout(again)
    session?.close()
    drop(reason)
  }

  function drop(reason: string): void {
    answers.stop(reason)
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
