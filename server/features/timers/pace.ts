import type { Policy } from "../../../shared/protocol/types"
import type { House } from "../../feature"

const WEEK_MS = 7 * 86_400_000
/** "Usually" means four times out of five. */
const USUALLY = 0.8
/** Fewer replies than this say nothing about a week. */
const FEWEST_REPLIES = 10
const LOOKED_UP_EVERY_MS = 60_000

export type Pace = { read(policy: Policy): Promise<number | null> }

/**
 * How soon first replies came in the last week, in open time: what four of five took no longer than, ms. Null while that
 * keeps the target, or too few say. Looked up once a minute, however many visitors ask.
 */
export function createPace({ store, clock }: Pick<House, "store" | "clock">): Pace {
  const known = new Map<string, { until: number; pace: Promise<number | null> }>()
  return {
    read(policy) {
      const now = clock.now()
      const before = known.get(policy.id)
      if (before && before.until > now) return before.pace
      const pace = measure(policy, now)
      known.set(policy.id, { until: now + LOOKED_UP_EVERY_MS, pace })
      return pace
    },
  }

  async function measure({ id, targets: { firstTouchMs } }: Policy, now: number): Promise<number | null> {
    if (firstTouchMs === null || firstTouchMs === undefined) return null
    const ended = await store.reads
      .selectFrom("timer")
      .select("waitedMs")
      .where("kind", "=", "first-touch")
      .where("startedAt", ">=", now - WEEK_MS)
      .where("policyId", "=", id)
      .where("dueAt", "<", now)
      .execute()
    if (ended.length < FEWEST_REPLIES) return null
    // Whoever still waits beyond the target has waited longer than anybody who was answered.
    const waits = ended.map(({ waitedMs }) => waitedMs ?? Number.POSITIVE_INFINITY).sort((one, other) => one - other)
    const usual = waits[Math.ceil(waits.length * USUALLY) - 1] ?? 0
    const longest = waits.findLast(Number.isFinite) ?? Number.POSITIVE_INFINITY
    const pace = Number.isFinite(usual) ? usual : longest
    return Number.isFinite(pace) && pace > firstTouchMs ? pace : null
  }
}
