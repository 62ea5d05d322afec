import type { Timer } from "../../../shared/protocol/types"
import { verdict } from "../../../shared/timer"
import { hotQuery } from "../../store/hot-query"
import type { Database, TimerRow } from "../../store/schema"

/** A timer as the wire shows it at `now`: its facts, and the verdict that follows from them. */
export function toTimer(row: TimerRow, now: number): Timer {
  const { id, kind, policyId, startedAt, targetMs, dueAt, stoppedAt, stoppedFor, escalatedAt } = row
  const facts = { id, kind, policyId, startedAt, targetMs, dueAt, stoppedAt, stoppedFor, escalatedAt }
  return { ...facts, ...verdict(row, now) }
}

/** One conversation's timers, in the order they began. */
const readTimersOf = hotQuery<{ conversationId: string }, TimerRow>((db, { conversationId }) =>
  db.selectFrom("timer").selectAll().where("conversationId", "=", conversationId).orderBy("startedAt").orderBy("id"),
)

/** Those of a conversation that run, in the order they began. */
export async function readRunning(db: Database, conversationId: string): Promise<TimerRow[]> {
  return (await readTimersOf(db, { conversationId })).filter(({ stoppedAt }) => stoppedAt === null)
}

/** The timers of many conversations, each conversation's in the order they began. */
export function readTimers(db: Database, conversationIds: readonly string[]): Promise<TimerRow[]> {
  const [only, ...others] = conversationIds
  if (only !== undefined && others.length === 0) return readTimersOf(db, { conversationId: only })
  return db
    .selectFrom("timer")
    .selectAll()
    .where("conversationId", "in", conversationIds)
    .orderBy("startedAt")
    .orderBy("id")
    .execute()
}
