import type { Timer } from "../../../shared/protocol/types"
import { verdict } from "../../../shared/timer"
import type { Database, TimerRow } from "../../store/schema"

/** A timer as the wire shows it at `now`: its facts, and the verdict that follows from them. */
export function toTimer(row: TimerRow, now: number): Timer {
  const { id, kind, startedAt, targetMs, dueAt, stoppedAt } = row
  return { id, kind, startedAt, targetMs, dueAt, stoppedAt, ...verdict(row, now) }
}

export function readTimers(db: Database, conversationIds: readonly string[]): Promise<TimerRow[]> {
  return db
    .selectFrom("timer")
    .selectAll()
    .where("conversationId", "in", conversationIds)
    .orderBy("startedAt")
    .orderBy("id")
    .execute()
}
