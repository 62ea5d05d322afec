import { randomUUID } from "node:crypto"
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from "express"
import helmet from "helmet"
import { type CallError, ERROR_STATUS, type Reply } from "../../shared/protocol/reply"
import type { Log } from "../core/log"
import { Refusal } from "../core/refusal"
import type { Feature, WhoAsks } from "../feature"
import type { Door } from "./door"
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
  /** Throws when the database does not answer. */
  ready(): Promise<void>
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
  ready,
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
  health(app, ready, log)
  app.use("/api", (_request, response, next) => {
    response.set("Cache-Control", "no-store")
    next()
  })
  app.get("/api/openapi.json", (_request, response) => void response.json(openApiDocument()))
  const whoAsks: WhoAsks = async ({ headers }) => (await who.caller(headers)).caller
  for (const feature of features) feature.routes?.(app, whoAsks)
  callsOverHttp(app, { door, who, whereFrom, origins, limits })
  embed(app)
  app.use((_request, response) => send(response, NOTHING_HERE))
  app.use(lastResort(log))
  return app
}

function health(app: Express, ready: () => Promise<void>, log: Log): void {
  app.get("/healthz", (_request, response) => void response.json({ ok: true }))
  app.get("/readyz", (_request, response) => {
    ready().then(
      () => response.json({ ok: true }),
      (error) => {
        log.warn({ err: error }, "not ready")
        send(response, refusal("unavailable", "The database does not answer."))
      },
    )
  })
}

type Doors = Pick<Parts, "door" | "who" | "whereFrom" | "origins" | "limits">

function callsOverHttp(app: Express, { door, who, whereFrom, origins, limits }: Doors): void {
  app.options("/api/:call", async (request, response) => {
    await allowPage(request, response, origins)
    response.status(204).end()
  })
  app.post(
    "/api/:call",
    countBytes,
    express.json({ limit: BODY_MAX_BYTES, strict: true }),
    async (request, response) => {
      await allowPage(request, response, origins)
      if (!request.is("application/json")) {
        return send(response, refusal("invalid_input", "Send the input as JSON, with Content-Type: application/json."))
      }
      const { caller, shownInVain } = await who.caller(request.headers)
      if (shownInVain)
        return send(response, refusal("unauthenticated", "The token or key that was shown is not valid."))
      if (caller.kind === "agent" && !origins.admitsPanel(request)) {
        return send(response, refusal("forbidden", "Agents' calls are not taken from other pages."))
      }
      const name = String(request.params.call)
      send(response, await door(name, request.body, { caller, origin: whereFrom(request), line: null }))
    },
  )
  async function countBytes(request: Request, response: Response, next: () => void): Promise<void> {
    try {
      await limits.take("bytes", { caller: { kind: "nobody" }, origin: whereFrom(request) }, announcedBytes(request))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return send(response, refusal(error.code, error.message, error.retryAfterMs))
    }
    next()
  }

  app.all("/api/*rest", (_request, response) => send(response, refusal("not_found", "There is no such call.")))
}

/** What a body says of its length; one that says nothing counts as the longest. */
function announcedBytes({ headers }: Request): number {
  const announced = Number(headers["content-length"] ?? BODY_MAX_BYTES)
  return Math.min(announced, BODY_MAX_BYTES)
}

/** A page that some site allows may read the answers; cookies are never part of it. */
async function allowPage(request: Request, response: Response, origins: Origins): Promise<void> {
  response.vary("Origin")
  const { origin } = request.headers
  if (origin === undefined || !(await origins.admitsLine(request))) return
  response.set({
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Max-Age": "600",
  })
}

function refusal(code: CallError["code"], message: string, retryAfterMs?: number): Reply<never> {
  return { ok: false, error: { code, message, ...(retryAfterMs !== undefined && { retryAfterMs }) } }
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
  return (error, _request, response, _next) => {
    const status: unknown = error?.status
    if (response.headersSent) return void response.end()
    if (status === 404) return send(response, NOTHING_HERE)
    if (status === 413) return send(response, refusal("too_large", "The body is larger than 128 KB."))
    if (typeof status === "number" && status < 500) {
      const sentence = error instanceof URIError ? "The address could not be read." : UNREADABLE_BODY
      return send(response, refusal("invalid_input", sentence))
    }
    const requestId = randomUUID()
    log.error({ err: error, requestId }, "a request failed")
    send(response, refusal("internal", `Something went wrong on our side. Try again, or report request ${requestId}.`))
  }
}
