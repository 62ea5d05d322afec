import { type Signal, signal } from "@preact/signals"
import type { CallError, CallName, Input, Output, Pushes, Reply } from "../protocol/types"

/** `connecting` is the first try, `offline` any later one. `refused` is final: the server does not want this caller. */
export type ConnectionState = "connecting" | "online" | "offline" | "refused"

export type Connection = {
  readonly state: Signal<ConnectionState>
  /** Makes a call and resolves with its reply; a lost line or a silent server is an `unavailable` reply, never a rejection. */
  call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Reply<Output<Name>>>
  /** Hears what the server says by itself. Returns the way to stop. */
  on<Name extends keyof Pushes>(name: Name, hear: (push: Pushes[Name]) => void): () => void
  /** Runs at each (re)connection, before anything else is called: the place to start or resume. */
  onConnect(start: () => void): () => void
  connect(): void
  close(): void
}

/** What a connection asks of the Socket.IO client it stands on. */
export type Socket = {
  readonly connected: boolean
  /** Whether it is connected, or goes on trying by itself. */
  readonly active: boolean
  on(name: string, hear: (said: unknown) => void): unknown
  off(name: string, hear: (said: unknown) => void): unknown
  connect(): Socket
  disconnect(): Socket
  emitWithAck(name: string, input: unknown): Promise<unknown>
}

/** A part of what socket.io-client takes, in its words. */
export type SocketOptions = {
  query?: Record<string, string>
  auth(give: (data: object) => void): void
  ackTimeout: number
  reconnectionDelay: number
  reconnectionDelayMax: number
  randomizationFactor: number
}

type StockOptions = { autoConnect: false; transports: string[]; tryAllTransports: true }

export type ConnectionOptions = {
  /** Socket.IO's own client, or one that does the same. */
  io(address: string, options: SocketOptions & StockOptions): Socket
  /** The server's address, such as https://chat.example; absent means the page's own. */
  url?: string | undefined
  namespace: "/visitor" | "/agent"
  /** The site whose chat a page asks for: said with the very first request, so that a refused page can be shown to its owner. */
  site?: string
  /** What the handshake carries, asked for at each try. */
  auth?: () => Record<string, string | undefined>
}

/** A call that got no answer for this long is taken as lost; it may have happened, which the sender's ids make harmless. */
const REPLY_WITHIN_MS = 10_000
const FIRST_RETRY_MS = 500
const SLOWEST_RETRY_MS = 10_000

const unavailable: CallError = { code: "unavailable", message: "There is no connection to the server right now." }

/** One line to the server: WebSocket first, long polling where a proxy forbids it. It returns by itself, for ever. */
export function createConnection({ io, url, namespace, site, auth }: ConnectionOptions): Connection {
  const state = signal<ConnectionState>("connecting")
  let comingBack: ReturnType<typeof setTimeout> | undefined
  let hurriedAt = -FIRST_RETRY_MS
  const socket = io((url ?? "") + namespace, {
    autoConnect: false,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    ...(site !== undefined && { query: { site } }),
    auth: (give) => give(auth?.() ?? {}),
    ackTimeout: REPLY_WITHIN_MS,
    reconnectionDelay: FIRST_RETRY_MS,
    reconnectionDelayMax: SLOWEST_RETRY_MS,
    randomizationFactor: 0.5,
  })

  listen("connect", () => {
    state.value = "online"
  })
  listen("disconnect", (reason: string) => {
    state.value = "offline"
    // The server ends a line when its caller has changed, such as in role: the next handshake tells who may still come in.
    if (reason === "io server disconnect") comeBackAfter(FIRST_RETRY_MS)
  })
  listen("connect_error", ({ message }: Error) => {
    // An active socket tries again by itself; one that the server turned away does not, unless it could not look.
    const mayComeBack = socket.active || message === "unavailable"
    state.value = mayComeBack ? "offline" : "refused"
    if (mayComeBack && !socket.active) comeBackAfter(FIRST_RETRY_MS + Math.random() * SLOWEST_RETRY_MS)
  })
  listen("restart", ({ inMs }: Pushes["restart"]) => {
    socket.disconnect()
    comeBackAfter(Math.random() * inMs)
  })

  function comeBackAfter(delayMs: number): void {
    state.value = "offline"
    clearTimeout(comingBack)
    comingBack = setTimeout(() => socket.connect(), delayMs)
  }

  /** Whoever has a network again, or looks at the page again, need not wait for the next try. On waking up both come at once. */
  function hurry({ timeStamp }: { timeStamp: number }): void {
    if (state.value !== "offline" || !socket.active || timeStamp < hurriedAt + FIRST_RETRY_MS) return
    hurriedAt = timeStamp
    socket.disconnect().connect()
  }

  /** A line that took a call and gave no answer is dead, though nobody was told: a fresh one is quicker than its pings. */
  function redial(): void {
    socket.disconnect()
    comeBackAfter(0)
  }

  function listen(name: string, hear: (push: never) => void): () => void {
    socket.on(name, hear as (push: unknown) => void)
    return () => socket.off(name, hear as (push: unknown) => void)
  }

  return {
    state,
    async call<Name extends CallName>(name: Name, input: Input<Name>) {
      if (!socket.connected) return { ok: false, error: unavailable }
      try {
        return (await socket.emitWithAck(name, input)) as Reply<Output<Name>>
      } catch {
        // No acknowledgement in time, or the line was cut while waiting: either way the outcome is unknown.
        if (socket.connected) redial()
        return { ok: false, error: unavailable }
      }
    },
    on: listen,
    onConnect: (start) => listen("connect", start),
    connect() {
      addEventListener("online", hurry)
      document.addEventListener("visibilitychange", hurry)
      socket.connect()
    },
    close() {
      removeEventListener("online", hurry)
      document.removeEventListener("visibilitychange", hurry)
      clearTimeout(comingBack)
      socket.disconnect()
    },
  }
}
