import { fromNodeHeaders } from "better-auth/node"
import express, { type Express, type Response as NodeResponse, type Request } from "express"
import { PASSWORD_MIN_LENGTH } from "../../../shared/password-length"
import { networkOf } from "../../core/network-of"
import type { AgentCaller, House } from "../../feature"
import { type Attempt, createAttempts } from "./attempts"
import type { Auth } from "./auth"
import type { KnownBrowsers } from "./known-browsers"
import { createOccasions } from "./occasions"
import { weaknessOf } from "./password-rules"
import { isSecondFactorRequired } from "./second-factor"

/** Everything else that the library behind it can do answers like an address that does not exist. */
const OPEN_DOORS = new Set([
  "POST /sign-in/email",
  "POST /sign-out",
  "POST /change-password",
  "GET /get-session",
  "POST /revoke-other-sessions",
  "POST /two-factor/enable",
  "POST /two-factor/disable",
  "POST /two-factor/generate-backup-codes",
  "POST /two-factor/verify-totp",
  "POST /two-factor/verify-backup-code",
])

/** Doors at which a password or a code can be guessed. */
const GUESSABLE_DOORS = new Set([
  "POST /sign-in/email",
  "POST /change-password",
  "POST /two-factor/enable",
  "POST /two-factor/disable",
  "POST /two-factor/generate-backup-codes",
  "POST /two-factor/verify-totp",
  "POST /two-factor/verify-backup-code",
])
/** Doors that stay shut to whoever is signed in and owes a second factor. */
const AFTER_THE_SECOND_FACTOR = new Set([
  "POST /change-password",
  "POST /revoke-other-sessions",
  "POST /two-factor/disable",
  "POST /two-factor/generate-backup-codes",
])
const BODY_MAX = "8kb"
const OF_NOBODY: Attempt = { allowed: true, wasRight: async () => {} }

type Parts = {
  auth(): Promise<Auth>
  knownBrowsers(): Promise<KnownBrowsers>
  identify(headers: Headers): Promise<AgentCaller | null>
}

/** The addresses at which agents sign in and out, and change their password. */
export function authRoutes(house: House, { auth, knownBrowsers, identify }: Parts): (app: Express) => void {
  const attempts = createAttempts({ on: house.config.RATE_LIMITS === "on" })
  const occasions = createOccasions(house)
  const own = new URL(house.config.PUBLIC_URL).origin

  return (app) => {
    app.all("/api/auth/*splat", express.json({ limit: BODY_MAX }), async (request, response) => {
      const door = `${request.method} ${request.path.slice("/api/auth".length)}`
      response.setHeader("cache-control", "no-store")
      if (!OPEN_DOORS.has(door)) return void response.status(404).json({ message: "There is no such address." })
      const attempt = GUESSABLE_DOORS.has(door) ? await begin(request) : OF_NOBODY
      if (attempt.allowed) return answer(door, request, response, attempt)
      if (attempt.isNews) await occasions.throttled(emailIn(request))
      refuse(response, attempt.waitMs)
    })
  }

  async function begin(request: Request): Promise<Attempt> {
    const email = emailIn(request)
    const knownBrowser = email === null ? null : (await knownBrowsers()).knows(request.headers.cookie, email)
    return attempts.begin({ address: networkOf(request.ip ?? "unknown"), email, knownBrowser })
  }

  async function answer(
    door: string,
    request: Request,
    response: NodeResponse,
    attempt: Attempt & { allowed: true },
  ): Promise<void> {
    const headers = fromNodeHeaders(request.headers)
    const by = await identify(headers)
    const library = await auth()
    const before = (await library.api.getSession({ headers }))?.user ?? null
    if (door === "GET /get-session" && before && !by) return void response.json({ owes: "second-factor" })
    const refusal = await refusalOf(house, door, request, by)
    if (refusal) return void response.status(refusal.status).json(refusal.body)
    const given = await library.handler(asked(request, own))
    const body: Answer = await given
      .clone()
      .json()
      .catch(() => null)
    const signedIn = body?.token && body.user ? body.user : null
    if (given.status === 200) await attempt.wasRight()
    await occasions.came({ door, status: given.status, signedIn, before, email: emailIn(request) })
    await send(response, given, signedIn && (await knownBrowsers()).remember(request.headers.cookie, signedIn.email))
  }
}

type Refused = { status: number; body: { code: string; message: string } }

/** What we refuse that the library would do. */
async function refusalOf(
  { store }: House,
  door: string,
  request: Request,
  by: AgentCaller | null,
): Promise<Refused | null> {
  if (by === null) return AFTER_THE_SECOND_FACTOR.has(door) ? SIGN_IN_FIRST : null
  if (door === "POST /two-factor/disable" && (await isSecondFactorRequired(store.reads))) return STAYS_ON
  const chosen = String(request.body?.newPassword ?? "")
  // Of one that is too short the library says so.
  if (door !== "POST /change-password" || chosen.length < PASSWORD_MIN_LENGTH) return null
  const known = await store.reads
    .selectFrom("agent")
    .select(["email", "name"])
    .where("id", "=", by.agentId)
    .executeTakeFirstOrThrow()
  const weakness = await weaknessOf(chosen, known)
  return weakness === null
    ? null
    : { status: 422, body: { code: "weak_password", message: `The password ${weakness}.` } }
}

const SIGN_IN_FIRST = { status: 401, body: { code: "unauthenticated", message: "Sign in first." } }
const STAYS_ON = {
  status: 403,
  body: { code: "forbidden", message: "An owner asks everybody for a second factor: yours stays on." },
}

/** What the library says of a person whom it signed in; anything else it says is only passed on. */
type Answer = { token?: string; user?: { id: string; name: string; email: string } } | null

function emailIn({ body }: Request): string | null {
  const email: unknown = body?.email
  return typeof email === "string" ? email : null
}

/** A browser names the origin of every POST. Whoever names none is a program, whose cookie no page can make it send. */
function asked(request: Request, own: string): globalThis.Request {
  const headers = fromNodeHeaders(request.headers)
  headers.delete("content-length")
  if (!headers.has("origin") && !headers.has("sec-fetch-site")) headers.set("origin", own)
  return new globalThis.Request(new URL(request.originalUrl, own), {
    method: request.method,
    headers,
    ...(request.method !== "GET" && request.body !== undefined && { body: JSON.stringify(request.body) }),
  })
}

async function send(response: NodeResponse, given: Response, cookie: string | null): Promise<void> {
  const cookies = [...given.headers.getSetCookie(), ...(cookie === null ? [] : [cookie])]
  for (const [name, value] of given.headers) if (name !== "set-cookie") response.setHeader(name, value)
  if (cookies.length > 0) response.setHeader("set-cookie", cookies)
  response.status(given.status).send(Buffer.from(await given.arrayBuffer()))
}

function refuse(response: NodeResponse, waitMs: number): void {
  response
    .status(429)
    .setHeader("retry-after", Math.ceil(waitMs / 1_000))
    .json({ code: "rate_limited", message: "There were too many wrong passwords. Wait a few minutes and try again." })
}
