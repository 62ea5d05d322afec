import { randomUUID } from "node:crypto"
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from "express"
import helmet from "helmet"
import type { CallName } from "../../shared/protocol/calls"
import { type CallError, ERROR_STATUS, type Reply } from "../../shared/protocol/reply"
import type { Output } from "../../shared/protocol/types"
import type { Log } from "../core/log"
import { Refusal } from "../core/refusal"
import type { AnyCaller, Feature, HttpDoor, Openness } from "../feature"
import { type Door, toCallError } from "./door"
import type { Limits } from "./limits"
import { openApiDocument } from "./openapi"
import type { Origins } from "./origins"
import type { WhereFrom } from "./where-from"
import type { Who } from "./who"

/** The longest body of a call, as of a frame. */
const BODY_MAX_BYTES = 131_072

type Parts = {
  door: Door
  who: Who
  whereFrom: WhereFrom
  origins: Origins
  limits: Limits
  features: readonly Feature[]
  /** Serves the loader, the widget, the panel and the demo. */
  embed(app: Express): void
  /** Whether the database answers and takes what is written. */
  isReady(): Promise<boolean>
  log: Log
  secure: boolean
  /** Whether callers on loopback are the proxy in front (where-from.ts). */
  behindProxy: boolean
}

const NOTHING_AND_NOWHERE = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }

/** The HTTP door: the same calls as over Socket.IO, and everything that is a file. */
export function createHttp({
  behindProxy,
  door,
  who,
  whereFrom,
  origins,
  limits,
  features,
  embed,
  isReady,
  log,
  secure,
}: Parts): Express {
  const app = express()
  app.disable("x-powered-by")
  app.set("query parser", "simple")
  app.set("etag", "strong")
  app.set("trust proxy", behindProxy ? "loopback" : false)
  app.use(
    helmet({
      // Whatever is opened by itself may show and do nothing, unless it says otherwise (embed.ts).
      contentSecurityPolicy: { useDefaults: false, directives: NOTHING_AND_NOWHERE },
      crossOriginResourcePolicy: false,
      strictTransportSecurity: secure,
      frameguard: { action: "deny" },
    }),
  )
  app.use(OF_THIS_MOMENT, (_request, response, next) => {
    response.set("Cache-Control", "no-store")
    next()
  })
  health(app, isReady)
  app.get("/api/openapi.json", (_request, response) => void response.json(openApiDocument()))
  const httpDoor = createHttpDoor({ who, origins, door, whereFrom })
  for (const feature of features) feature.routes?.(app, httpDoor)
  callsOverHttp(app, httpDoor, { door, whereFrom, limits })
  embed(app)
  app.use((_request, response) => send(response, NOTHING_HERE))
  app.use(lastResort(log))
  return app
}

/** What is true now and may be another thing in a second, and what is told to one person only. */
const OF_THIS_MOMENT = ["/api", "/healthz", "/readyz", "/metrics"]

function health(app: Express, isReady: () => Promise<boolean>): void {
  app.get("/healthz", (_request, response) => void response.json({ ok: true }))
  app.get("/readyz", async (_request, response) => {
    if (await isReady()) return void response.json({ ok: true })
    send(response, refusal("unavailable", "The database does not answer, or does not take what is written."))
  })
}

const OPEN_TO_CALLS: Openness = { methods: "POST", headers: "Authorization, Content-Type" }

type Doors = Pick<Parts, "door" | "whereFrom" | "limits">

function callsOverHttp(app: Express, { allowPage, admit }: HttpDoor, { door, whereFrom, limits }: Doors): void {
  app.options("/api/:call", async (request, response) => {
    await allowPage(request, response, OPEN_TO_CALLS)
    response.status(204).end()
  })
  app.post(
    "/api/:call",
    countBytes,
    express.json({ limit: BODY_MAX_BYTES, strict: true }),
    async (request, response) => {
      await allowPage(request, response, OPEN_TO_CALLS)
      if (!request.is("application/json")) {
        throw new Refusal("invalid_input", "Send the input as JSON, with Content-Type: application/json.")
      }
      const knock = { caller: await admit(request), origin: whereFrom(request), line: null }
      send(response, await door(String(request.params.call), request.body, knock))
    },
  )
  async function countBytes(request: Request, _response: Response, next: () => void): Promise<void> {
    await limits.take("bytes", { caller: { kind: "nobody" }, origin: whereFrom(request) }, announcedBytes(request))
    next()
  }

  app.all("/api/*rest", (_request, response) => send(response, refusal("not_found", "There is no such call.")))
}

/** What a body says of its length; one that says nothing counts as the longest. */
function announcedBytes({ headers }: Request): number {
  const announced = Number(headers["content-length"] ?? BODY_MAX_BYTES)
  return Math.min(announced, BODY_MAX_BYTES)
}

type HttpDoorParts = Pick<Parts, "who" | "origins" | "door" | "whereFrom">

function createHttpDoor({ who, origins, door, whereFrom }: HttpDoorParts): HttpDoor {
  async function admit(request: Request): Promise<AnyCaller> {
    const { caller, shownInVain } = await who.caller(request.headers)
    if (shownInVain) throw new Refusal("unauthenticated", "The token or key that was shown is not valid.")
    if (caller.kind === "agent" && !origins.admitsPanel(request)) {
      throw new Refusal("forbidden", "Agents' calls are not taken from other pages.")
    }
    return caller
  }

  return {
    whoAsks: async ({ headers }) => (await who.caller(headers)).caller,
    admit,
    send,
    async call<Name extends CallName>(request: Request, name: Name, input: unknown) {
      const knock = { caller: await admit(request), origin: whereFrom(request), line: null }
      return (await door(name, input, knock)) as Reply<Output<Name>>
    },
    async allowPage(request, response, { methods, headers, exposed }) {
      response.vary("Origin")
      const { origin } = request.headers
      if (origin === undefined || !(await origins.admitsLine(request))) return
      response.set({
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Headers": headers,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Max-Age": "600",
        ...(exposed !== undefined && { "Access-Control-Expose-Headers": exposed }),
      })
    },
  }
}

function refusal(code: CallError["code"], message: string): Reply<never> {
  return { ok: false, error: { code, message } }
}

function send(response: Response, reply: Reply<unknown>): void {
  if (!reply.ok && reply.error.retryAfterMs !== undefined) {
    response.set("Retry-After", String(Math.ceil(reply.error.retryAfterMs / 1_000)))
  }
  response.status(reply.ok ? 200 : ERROR_STATUS[reply.error.code]).json(reply)
}

const UNREADABLE_BODY = "The request could not be read: its body must be one JSON object."
const NOTHING_HERE = refusal("not_found", "There is nothing at this address.")

/** Express's own errors are about the address or the body; whatever else comes here is ours, and is told in one sentence. */
function lastResort(log: Log): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const status: unknown = error?.status
    if (response.headersSent) return void response.end()
    if (status === 404) return send(response, NOTHING_HERE)
    if (status === 413) return send(response, refusal("too_large", "The body is larger than 128 KB."))
    if (typeof status === "number" && status < 500) {
      const sentence = error instanceof URIError ? "The address could not be read." : UNREADABLE_BODY
      return send(response, refusal("invalid_input", sentence))
    }
    send(response, {
      ok: false,
      error: toCallError(error, `${request.method} ${request.route?.path}`, randomUUID(), log),
    })
  }
}
