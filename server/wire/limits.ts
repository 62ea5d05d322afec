import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"
import type { CallName } from "../../shared/protocol/types"
import { Refusal } from "../core/refusal"
import type { Knock } from "./door"

export type Limits = {
  /** Counts a call; refuses it with the time to wait when there were too many. */
  take(name: CallName, knock: Knock): Promise<void>
}

type Rule = { calls: readonly CallName[]; points: number; seconds: number; key(knock: Knock): string | null }

const visitorOnly = ({ caller }: Knock) => (caller.kind === "visitor" ? caller.contactId : null)
const strangersAddress = ({ caller, origin }: Knock) => (caller.kind === "agent" ? null : origin.address)

/** What a stranger may do, and how often. Agents are known people and are not counted. */
const RULES: readonly Rule[] = [
  { calls: ["message.send"], points: 10, seconds: 10, key: visitorOnly },
  { calls: ["typing.set", "seen.set", "page.visited"], points: 60, seconds: 30, key: visitorOnly },
  { calls: ["events.list"], points: 120, seconds: 60, key: visitorOnly },
  { calls: ["contact.save"], points: 20, seconds: 60, key: visitorOnly },
  { calls: ["visitor.start"], points: 240, seconds: 60, key: strangersAddress },
  { calls: ["message.send", "contact.save"], points: 600, seconds: 60, key: strangersAddress },
  { calls: ["invitation.look", "invitation.accept"], points: 20, seconds: 60, key: strangersAddress },
]

/** Addresses are counted in memory only and never stored. */
export function createLimits({ on }: { on: boolean }): Limits {
  if (!on) return { take: async () => {} }
  const limits = RULES.map((rule) => {
    const limiter = new RateLimiterMemory({ points: rule.points, duration: rule.seconds })
    return { rule, limiter }
  })
  return {
    async take(name, knock) {
      for (const { rule, limiter } of limits) {
        const key = rule.calls.includes(name) ? rule.key(knock) : null
        if (key !== null) await limiter.consume(key).catch(refuse)
      }
    },
  }
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason
  const waitMs = Math.max(1, reason.msBeforeNext)
  throw new Refusal("rate_limited", `That was too much at once. Try again in ${Math.ceil(waitMs / 1_000)} s.`, waitMs)
}
