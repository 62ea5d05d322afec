import { toNodeHandler } from "better-auth/node"
import type { Express, Request, Response } from "express"
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"
import type { House } from "../../feature"
import type { Auth } from "./auth"

/** Everything else that the library behind it can do answers like an address that does not exist. */
const OPEN_DOORS = new Set([
  "POST /sign-in/email",
  "POST /sign-out",
  "POST /change-password",
  "GET /get-session",
  "GET /list-sessions",
  "POST /revoke-session",
  "POST /revoke-sessions",
  "POST /revoke-other-sessions",
])

/** Doors at which a password can be guessed. */
const GUESSABLE_DOORS = new Set(["POST /sign-in/email", "POST /change-password"])
/** So many wrong passwords from one address, then a pause. Right ones cost nothing, so that a whole office may come at nine. */
const WRONG_PASSWORDS = { points: 20, duration: 300 }

/** The addresses at which agents sign in and out, and change their password. */
export function authRoutes({ config }: House, auth: () => Promise<Auth>): (app: Express) => void {
  const limit = config.RATE_LIMITS === "on" ? new RateLimiterMemory(WRONG_PASSWORDS) : null
  const own = new URL(config.PUBLIC_URL).origin
  const answer = async (request: Request, response: Response) => {
    // A browser names the origin of every POST. Whoever names none is a program, whose cookie no page can make it send.
    if (request.headers.origin === undefined && request.headers["sec-fetch-site"] === undefined) {
      request.headers.origin = own
    }
    await toNodeHandler(await auth())(request, response)
  }

  return (app) => {
    app.all("/api/auth/*splat", async (request, response) => {
      const door = `${request.method} ${request.path.slice("/api/auth".length)}`
      response.setHeader("cache-control", "no-store")
      if (!OPEN_DOORS.has(door)) return void response.status(404).json({ message: "There is no such address." })
      if (limit === null || !GUESSABLE_DOORS.has(door)) return answer(request, response)
      await guarded(limit, request, response, () => answer(request, response))
    })
  }
}

/** An attempt is counted before it is made, so that many at once are counted too, and given back when it was right. */
async function guarded(
  limit: RateLimiterMemory,
  request: Request,
  response: Response,
  attempt: () => Promise<void>,
): Promise<void> {
  const address = request.ip ?? "unknown"
  try {
    await limit.consume(address)
  } catch (reached) {
    if (!(reached instanceof RateLimiterRes)) throw reached
    return refuse(response, reached.msBeforeNext)
  }
  await attempt()
  if (response.statusCode === 200) await limit.reward(address)
}

function refuse(response: Response, waitMs: number): void {
  response
    .status(429)
    .setHeader("retry-after", Math.ceil(waitMs / 1_000))
    .json({ code: "rate_limited", message: "There were too many wrong passwords. Wait a few minutes and try again." })
}
