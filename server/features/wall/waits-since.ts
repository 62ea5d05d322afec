import type { ExpressionBuilder } from "kysely"
import type { Database, Schema } from "../../store/schema"

export type Period = { since: number; now: number }

/**
 * Waits for a reply that belong to a period: a reply counts when it comes, one that does not come when it falls due. So
 * what was asked at night and is due in the morning belongs to the morning. Nothing that belongs falls due before it.
 */
export function waitsSince(db: Database, { since }: Period) {
  return db
    .selectFrom("timer")
    .where("kind", "in", ["first-touch", "next-reply"])
    .where("dueAt", ">=", since)
    .where(({ or, eb }) => or([eb("stoppedAt", "is", null), eb("stoppedAt", ">=", since)]))
}

/** The database's way to say what `verdict` of shared/timer.ts says: a reply in the millisecond it is due is in time (T2). */
export const isLate = (eb: ExpressionBuilder<Schema, "timer">, now: number) =>
  eb(eb.fn.coalesce("stoppedAt", eb.val(now)), ">", eb.ref("dueAt"))
