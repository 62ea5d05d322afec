import { randomUUID } from "node:crypto"
import type { z } from "zod"
import { type Caller, type CallName, calls } from "../../shared/protocol/calls"
import type { CallError, ErrorCode, Reply } from "../../shared/protocol/types"
import type { Log } from "../core/log"
import { Refusal } from "../core/refusal"
import type { AnyCaller, CallContext, Called, Handlers, Line, Origin, Witness } from "../feature"
import { isDatabaseAway } from "./database-away"
import type { Limits } from "./limits"

export type Knock = { caller: AnyCaller; origin: Origin; line: Line | null }
type Context = Knock & Pick<CallContext, "requestId" | "spend" | "afterwards">

/** The one door: every call comes through here, whatever carried it. */
export type Door = (name: string, input: unknown, knock: Knock) => Promise<Reply<unknown>>

type Parts = {
  handlers: Handlers
  /** Lets the features see a call that is about to be done; what they give is told what came of it. */
  witness(name: CallName, input: unknown, caller: AnyCaller): Promise<Witness>
  /** Tells the features of a call that succeeded. */
  after(name: CallName, input: unknown, context: Context): void
  limits: Limits
  log: Log
  /** Whether the server leaves: then nothing new is begun, so that what was begun comes to its end. */
  isLeaving(): boolean
  called(call: Called): void
}
type Handler = (input: unknown, context: Context) => Promise<unknown>

export function createDoor({ handlers, witness, after, limits, log, isLeaving, called }: Parts): Door {
  return async (name, input, knock) => {
    const requestId = randomUUID()
    const startedAt = performance.now()
    const later: (() => void)[] = []
    const reply = await answer(name, input, {
      ...knock,
      requestId,
      spend: (what) => limits.take(what, knock),
      afterwards: (act) => void later.push(act),
    })
    const code = reply.ok ? "ok" : reply.error.code
    const call = { name: isCall(name) ? name : "unknown", code, tookMs: performance.now() - startedAt } as const
    called({ ...call, caller: knock.caller })
    // Who, what and how it went; never what was said.
    log.debug({ ...call, requestId, by: knock.caller.kind }, "call")
    // Whoever called has the reply by then.
    if (later.length > 0) setImmediate(() => later.forEach((act) => void act()))
    return reply
  }

  async function answer(name: string, input: unknown, context: Context): Promise<Reply<unknown>> {
    try {
      if (isLeaving()) throw new Refusal("unavailable", "The server restarts: try again in a moment.", BACK_WITHIN_MS)
      await limits.take("any call", context)
      if (!isCall(name)) throw new Refusal("not_found", "There is no such call.")
      allow(calls[name].by, context.caller)
      await limits.take(name, context)
      const handle = handlers[name] as Handler | undefined
      if (!handle) throw new Refusal("not_found", "There is no such call.")
      const parsed = parse(calls[name].input, input)
      const witnessed = await witness(name, parsed, context.caller)
      const data = await handle(parsed, context)
      await witnessed(data)
      after(name, parsed, context)
      return { ok: true, data }
    } catch (error) {
      return { ok: false, error: toCallError(error, name, context.requestId, log) }
    }
  }
}

function isCall(name: string): name is CallName {
  return Object.hasOwn(calls, name)
}

const RANK = { agent: 1, supervisor: 2, owner: 3 } as const

function allow(by: readonly Caller[], caller: AnyCaller): void {
  if (by.some((who) => isOne(who, caller))) return
  if (caller.kind === "nobody") throw new Refusal("unauthenticated", "Sign in first, or show the token you were given.")
  const why = caller.kind === "agent" ? "Your role does not allow this: ask an owner." : "This is not for visitors."
  throw new Refusal("forbidden", why)
}

function isOne(who: Caller, caller: AnyCaller): boolean {
  if (who === "anyone") return true
  if (who === "visitor") return caller.kind === "visitor"
  return caller.kind === "agent" && RANK[caller.role] >= RANK[who]
}

function parse(schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  const sentences = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "input"}: ${message}`)
  throw new Refusal("invalid_input", `${sentences.slice(0, SENTENCES_TOLD).join("; ")}.`)
}

/** When somebody who knocked while the server was leaving may find the next one. */
const BACK_WITHIN_MS = 1_000

/** Enough to mend a call by; a hostile one can be wrong in thousands of ways. */
const SENTENCES_TOLD = 5
const DATABASE_RETRY_MS = 1_000

/** What a caller learns of an error: a refusal as it is, anything else as what it means for them. */
export function toCallError(error: unknown, name: string, requestId: string, log: Log): CallError {
  if (error instanceof Refusal) return withRetry(error.code, error.message, error.retryAfterMs)
  if (isDatabaseAway(error)) {
    log.warn({ err: error, call: name, requestId }, "the database did not answer a call")
    return withRetry(
      "unavailable",
      "The server cannot reach its database right now. Nothing was lost.",
      DATABASE_RETRY_MS,
    )
  }
  log.error({ err: error, call: name, requestId }, "a call failed")
  return withRetry("internal", `Something went wrong on our side. Try again, or report request ${requestId}.`)
}

function withRetry(code: ErrorCode, message: string, retryAfterMs?: number): CallError {
  return retryAfterMs === undefined ? { code, message } : { code, message, retryAfterMs }
}
