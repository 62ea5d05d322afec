import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"
import type { CallName } from "../../shared/protocol/types"
import { Refusal } from "../core/refusal"
import type { Knock } from "./door"

/** What is counted: calls by their names, all of them together, and what costs more than the call that brings it. */
export type Spent = CallName | "any call" | "conversation.open" | "line.open" | "bytes" | "unknown page"

/** Who spends, and from where. */
export type Spender = Pick<Knock, "caller" | "origin">

export type Limits = {
  /** Counts it, once or `amount` times; refuses it with the time to wait when there was too much. */
  take(what: Spent, spender: Spender, amount?: number): Promise<void>
}

type Rule = { of: readonly Spent[]; points: number; seconds: number; key(spender: Spender): string | null }

const visitorOnly = ({ caller }: Spender) => (caller.kind === "visitor" ? caller.contactId : null)
const visitorsSite = ({ caller }: Spender) => (caller.kind === "visitor" ? caller.siteId : null)
const strangersAddress = ({ caller, origin }: Spender) => (caller.kind === "agent" ? null : origin.address)

/** Whoever shows nothing; each call of a visitor is counted by its own rule, and no burden to others at their address. */
const nobodysAddress = ({ caller, origin }: Spender) => (caller.kind === "nobody" ? origin.address : null)

const MINUTE = 60
const TEN_MINUTES = 600
const HOUR = 3_600

/** What a stranger may do, and how often. Agents are known people and are not counted. */
const RULES: readonly Rule[] = [
  { of: ["any call"], points: 3_000, seconds: MINUTE, key: nobodysAddress },
  { of: ["bytes"], points: 8 * 1_048_576, seconds: 10, key: strangersAddress },
  // Of each an owner is told.
  { of: ["unknown page"], points: 30, seconds: MINUTE, key: strangersAddress },
  { of: ["line.open"], points: 600, seconds: MINUTE, key: strangersAddress },
  { of: ["message.send"], points: 10, seconds: 10, key: visitorOnly },
  { of: ["message.send"], points: 6_000, seconds: MINUTE, key: visitorsSite },
  // The widget tells at most every two seconds, and once when a person stops.
  { of: ["typing.set"], points: 10, seconds: 10, key: visitorOnly },
  { of: ["seen.set", "page.visited"], points: 60, seconds: 30, key: visitorOnly },
  { of: ["events.list"], points: 120, seconds: MINUTE, key: visitorOnly },
  { of: ["contact.save"], points: 20, seconds: MINUTE, key: visitorOnly },
  { of: ["visitor.start"], points: 240, seconds: MINUTE, key: strangersAddress },
  { of: ["message.send", "contact.save"], points: 600, seconds: MINUTE, key: strangersAddress },
  { of: ["attachment.create"], points: 20, seconds: HOUR, key: visitorOnly },
  { of: ["attachment.create"], points: 60, seconds: HOUR, key: strangersAddress },
  { of: ["attachment.create"], points: 400, seconds: HOUR, key: visitorsSite },
  // Each of these rings somebody.
  { of: ["conversation.open"], points: 60, seconds: TEN_MINUTES, key: strangersAddress },
  { of: ["conversation.open"], points: 1_000, seconds: TEN_MINUTES, key: visitorsSite },
  { of: ["invitation.look", "invitation.accept"], points: 20, seconds: MINUTE, key: strangersAddress },
]

/** Addresses are counted in memory only and never stored. */
export function createLimits({ on }: { on: boolean }): Limits {
  if (!on) return { take: async () => {} }
  const limits = RULES.map((rule) => {
    const limiter = new RateLimiterMemory({ points: rule.points, duration: rule.seconds })
    return { rule, limiter }
  })
  return {
    async take(what, spender, amount = 1) {
      for (const { rule, limiter } of limits) {
        const key = rule.of.includes(what) ? rule.key(spender) : null
        if (key !== null) await limiter.consume(key, amount).catch(refuse)
      }
    },
  }
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason
  const waitMs = Math.max(1, reason.msBeforeNext)
  throw new Refusal("rate_limited", `That was too much at once. Try again in ${Math.ceil(waitMs / 1_000)} s.`, waitMs)
}
