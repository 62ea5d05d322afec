import type { IncomingHttpHeaders } from "node:http"
import type { AgentCaller, AnyCaller, Identify, VisitorCaller } from "../feature"

export type Who = {
  visitor(token: unknown): Promise<VisitorCaller | null>
  agent(headers: IncomingHttpHeaders): Promise<AgentCaller | null>
  /** Whoever an HTTP request shows to be: a bearer token first, a session cookie otherwise. */
  caller(headers: IncomingHttpHeaders): Promise<{ caller: AnyCaller; shownInVain: boolean }>
}

/** Asks the features who somebody is. */
export function createWho(identifiers: readonly Identify[]): Who {
  async function visitor(token: unknown): Promise<VisitorCaller | null> {
    if (typeof token !== "string") return null
    return first(identifiers, (identify) => identify.visitor?.(token))
  }

  async function agent(headers: IncomingHttpHeaders): Promise<AgentCaller | null> {
    const asked = toHeaders(headers)
    return first(identifiers, (identify) => identify.agent?.(asked))
  }

  return {
    visitor,
    agent,
    async caller(headers) {
      const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1]
      const found = (bearer === undefined ? null : await visitor(bearer)) ?? (await agent(headers))
      return { caller: found ?? { kind: "nobody" }, shownInVain: !found && headers.authorization !== undefined }
    },
  }
}

async function first<T>(
  identifiers: readonly Identify[],
  ask: (identify: Identify) => Promise<T | null> | undefined,
): Promise<T | null> {
  for (const identify of identifiers) {
    const found = await ask(identify)
    if (found) return found
  }
  return null
}

function toHeaders(headers: IncomingHttpHeaders): Headers {
  const result = new Headers()
  for (const name of ["cookie", "authorization", "user-agent"] as const) {
    const value = headers[name]
    if (value !== undefined) result.set(name, value)
  }
  return result
}
