import { addOpenTime } from "../../../shared/opening-hours"
import type { Policy, TimerKind } from "../../../shared/protocol/types"
import type { House, Work } from "../../feature"
import { hotQuery } from "../../store/hot-query"
import type { TimerRow } from "../../store/schema"
import { putSteps } from "./steps"
import { toTimer } from "./timer-row"

type Target = { kind: TimerKind; policy: Policy; targetMs: number | null | undefined; madeById?: string }

/** Starts a timer of a policy's, in open time. Without a target, and on a site that will not open again, nothing starts. */
export async function startTimer(house: House, work: Work, { targetMs, ...target }: Target): Promise<TimerRow | null> {
  if (targetMs === null || targetMs === undefined) return null
  const dueAt = addOpenTime(target.policy.hours, work.now, targetMs)
  return dueAt === null ? null : startTimerUntil(house, work, { ...target, targetMs, dueAt })
}

type Until = { kind: TimerKind; policy: Policy; targetMs: number; dueAt: number; madeById?: string }

/** Starts a timer that is due at a moment, with its steps, in the same transaction. */
export async function startTimerUntil(
  house: House,
  work: Work,
  { kind, policy, targetMs, dueAt, madeById }: Until,
): Promise<TimerRow> {
  const timer: TimerRow = {
    id: house.newId(),
    conversationId: work.conversation.id,
    kind,
    policyId: policy.id,
    startedAt: work.now,
    targetMs,
    dueAt,
    stoppedAt: null,
    stoppedFor: null,
    waitedMs: null,
    breachAnnouncedAt: null,
    escalatedAt: null,
    offeredSince: null,
    madeById: madeById ?? null,
    extendedForId: null,
  }
  await insertTimer(work.db, timer)
  await putSteps(house, work, timer, policy)
  await work.record({ type: "timer.started", by: { kind: "system" }, timer: toTimer(timer, work.now) })
  work.afterCommit(() => house.wakeBy(dueAt + 1))
  return timer
}

const insertTimer = hotQuery<TimerRow>((db, row) =>
  db.insertInto("timer").values({
    id: row.id,
    conversationId: row.conversationId,
    kind: row.kind,
    policyId: row.policyId,
    startedAt: row.startedAt,
    targetMs: row.targetMs,
    dueAt: row.dueAt,
    madeById: row.madeById,
  }),
)
