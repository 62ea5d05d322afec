import type { Server as HttpServer, IncomingMessage } from "node:http"
import { type Namespace, Server, type Socket } from "socket.io"
import { ORIGIN_NOT_ALLOWED } from "../../shared/origin-not-allowed"
import type { Log } from "../core/log"
import { Refusal } from "../core/refusal"
import type { AgentCaller, AnyCaller, Connection, Line, VisitorCaller, WhyOver } from "../feature"
import type { Door } from "./door"
import { type EngineSocket, hangUp } from "./hang-up"
import type { Limits, Spender } from "./limits"
import type { LineCap } from "./line-cap"
import type { Origins } from "./origins"
import { roomsOf } from "./rooms"
import { createSlowReaders, type SlowReaders } from "./slow-readers"
import type { Turnstile } from "./turnstile"
import type { WhereFrom } from "./where-from"
import type { Who } from "./who"

/** The longest frame: a message of the greatest length, in the widest letters, with room for its envelope. */
const FRAME_MAX_BYTES = 131_072
/** A line that says nothing for so long is dead: pings tell within 30 s. */
const PING_EVERY_MS = 20_000
const PONG_WITHIN_MS = 10_000
/** A line that was opened but never says which namespace it wants. */
const HANDSHAKE_WITHIN_MS = 10_000

type Parts = {
  door: Door
  who: Who
  whereFrom: WhereFrom
  origins: Origins
  lineCap: LineCap
  limits: Limits
  turnstile: Turnstile
  log: Log
  connected(connection: Connection): void
  disconnected(connection: Connection, why: WhyOver): void
}

/** The Socket.IO door: two namespaces, and every frame is a call through the same door as HTTP. */
export function createSockets(http: HttpServer, parts: Parts): Server {
  const { origins, who, log } = parts
  const slowReaders = createSlowReaders(log)
  const io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: FRAME_MAX_BYTES,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PONG_WITHIN_MS,
    connectTimeout: HANDSHAKE_WITHIN_MS,
    perMessageDeflate: false,
    cors: { origin: true },
    allowRequest: (request, decide) => {
      objectionTo(request, parts).then(
        (objection) => decide(objection, objection === null),
        (error) => {
          log.error({ err: error }, "an origin could not be checked")
          decide(UNAVAILABLE, false)
        },
      )
    },
  })
  io.engine.on("connection", (line: EngineSocket) => {
    count(line, parts)
    slowReaders.watch(line)
  })
  // The library's own namespace is nobody's: there is nothing to say in it.
  io.use((_socket, next) => next(new Error("not_found")))
  // Agents are few, and nobody waits for as long as they are away.
  const letsIn = oneTurnALine(parts)
  admit(io.of("/visitor"), async (socket) =>
    (await letsIn(socket)) ? admitVisitor(socket, who, origins) : UNAVAILABLE,
  )
  admit(io.of("/agent"), (socket) => admitAgent(socket, who, origins))
  io.of("/visitor").on("connection", (socket) => serve(socket, parts, slowReaders))
  io.of("/agent").on("connection", (socket) => serve(socket, parts, slowReaders))
  return io
}

/** Why a line may not be opened; null when it may. */
async function objectionTo(request: IncomingMessage, { lineCap, limits, origins, whereFrom }: Parts) {
  const origin = whereFrom(request)
  if (!lineCap.hasRoom(origin.address)) return "too many lines from one address"
  try {
    await limits.take("line.open", { caller: NOBODY_YET, origin })
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return (await origins.admitsLine(request)) ? null : ORIGIN_NOT_ALLOWED
}

const NOBODY_YET: AnyCaller = { kind: "nobody" }

/** Counts a line while it is open, and the bytes that come over it. */
function count(line: EngineSocket, { lineCap, limits, whereFrom }: Parts): void {
  const spender: Spender = { caller: NOBODY_YET, origin: whereFrom(line.request) }
  const { address } = spender.origin
  lineCap.opened(address)
  line.once("close", () => lineCap.closed(address))
  line.on("packet", ({ data }: { data?: string | Buffer }) => {
    // Whoever sends so much hears no answer to it: the line ends, and the next one may be better behaved.
    limits.take("bytes", spender, data?.length ?? 0).catch(() => line.close())
  })
}

/** A line that knocks again pays for it as for a new one: without end it would take everybody's turn (V67). */
function oneTurnALine({ turnstile, limits, whereFrom }: Parts): (socket: Socket) => Promise<boolean> {
  const knocked = new WeakSet<EngineSocket>()
  return async ({ conn, request }) => {
    if (knocked.has(conn)) {
      try {
        await limits.take("line.open", { caller: NOBODY_YET, origin: whereFrom(request) })
      } catch {
        hangUp(conn)
        return false
      }
    }
    knocked.add(conn)
    return turnstile()
  }
}

/** Tells a client to come back by itself. */
const UNAVAILABLE = "unavailable"

/** Runs before a namespace is entered; a sentence instead of a caller turns the line away. */
function admit(namespace: Namespace, decide: (socket: Socket) => Promise<AnyCaller | string>): void {
  namespace.use((socket, next) => {
    decide(socket).then(
      (decision) => {
        if (typeof decision === "string") return next(new Error(decision))
        socket.data.caller = decision
        next()
      },
      () => next(new Error(UNAVAILABLE)),
    )
  })
}

async function admitVisitor(socket: Socket, who: Who, origins: Origins): Promise<AnyCaller | string> {
  const { site, token } = socket.handshake.auth
  if (typeof site !== "string") return "invalid_input"
  if (!(await origins.admitsVisitor(socket.request, site))) return "forbidden"
  const visitor = await who.visitor(token)
  return visitor?.siteId === site ? visitor : { kind: "nobody" }
}

async function admitAgent(socket: Socket, who: Who, origins: Origins): Promise<AnyCaller | string> {
  if (!origins.admitsPanel(socket.request)) return "forbidden"
  const { token } = socket.handshake.auth
  const headers = socket.request.headers
  const asked = typeof token === "string" ? { ...headers, authorization: `Bearer ${token}` } : headers
  return (await who.agent(asked)) ?? "unauthenticated"
}

function serve(socket: Socket, { door, whereFrom, connected, disconnected }: Parts, slowReaders: SlowReaders): void {
  const origin = whereFrom(socket.request)
  const line: Line = { id: socket.id, become: enter }

  function enter(caller: VisitorCaller | AgentCaller): void {
    const before: AnyCaller = socket.data.caller
    socket.data.caller = caller
    if (isSame(before, caller) && socket.data.entered) return
    leave(before, "another caller")
    socket.data.entered = true
    void socket.join(roomsOf(caller))
    connected({ id: socket.id, caller })
  }

  function leave(caller: AnyCaller, why: WhyOver): void {
    if (caller.kind === "nobody" || !socket.data.entered) return
    for (const room of roomsOf(caller)) void socket.leave(room)
    disconnected({ id: socket.id, caller }, why)
  }

  if (socket.data.caller.kind !== "nobody") enter(socket.data.caller)
  socket.on("disconnect", () => leave(socket.data.caller, slowReaders.ended(socket.conn) ? "slow reader" : "left"))
  socket.onAny((name: string, ...frame: unknown[]) => {
    const acknowledge = frame.pop()
    // A frame that wants no answer is not a call: nobody could be told what is wrong with it.
    if (typeof acknowledge !== "function") return
    void door(name, frame[0], { caller: socket.data.caller, origin, line }).then((reply) => acknowledge(reply))
  })
}

function isSame(one: AnyCaller, other: AnyCaller): boolean {
  if (one.kind === "visitor" && other.kind === "visitor") return one.contactId === other.contactId
  return one.kind === "agent" && other.kind === "agent" && one.agentId === other.agentId
}
