import type { IncomingMessage } from "node:http"
import type { Feature } from "../feature"

/** Which pages may open a line. Socket.IO's own CORS list does not hold WebSockets back (V38). */
export type Origins = {
  /** Whether a line may be opened at all: by the panel, or by a page that some site allows. */
  admitsLine(request: IncomingMessage): Promise<boolean>
  admitsVisitor(request: IncomingMessage, siteId: string): Promise<boolean>
  /** The panel is served by this server, so its lines come from this server's own address. */
  admitsPanel(request: IncomingMessage): boolean
}

type Parts = {
  publicUrl: string
  features: readonly Feature[]
  refused(siteId: string, origin: string, request: IncomingMessage): void
}

export function createOrigins({ publicUrl, features, refused }: Parts): Origins {
  const own = new URL(publicUrl).origin
  const onLoopback = isLoopback(own)

  async function admits(origin: string, siteId: string | null): Promise<boolean> {
    for (const feature of features) if (await feature.admitsOrigin?.(origin, siteId)) return true
    return false
  }

  /** A request without an Origin comes from no page: a program, or the panel itself. */
  function admitsPanel({ headers }: IncomingMessage): boolean {
    return headers.origin === undefined || headers.origin === own || (onLoopback && isServedHere(headers))
  }

  return {
    admitsPanel,
    async admitsLine(request) {
      const { origin } = request.headers
      if (origin === undefined || admitsPanel(request)) return true
      const siteId = new URL(request.url ?? "/", own).searchParams.get("site")
      const admitted = await admits(origin, siteId)
      if (!admitted && siteId !== null) refused(siteId, origin, request)
      return admitted
    },
    async admitsVisitor(request, siteId) {
      const { headers } = request
      if (headers.origin === undefined || headers.origin === own) return true
      const admitted = await admits(headers.origin, siteId)
      if (!admitted) refused(siteId, headers.origin, request)
      return admitted
    },
  }
}

/** On one's own machine the panel may be opened as localhost or 127.0.0.1: a page calls the address it came from. */
function isServedHere({ origin, host }: IncomingMessage["headers"]): boolean {
  return origin !== undefined && isLoopback(origin) && new URL(origin).host === host
}

export function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(origin).hostname)
}
