import { ladderOf, stepsOf } from "../../../shared/ladder"
import { addOpenTime } from "../../../shared/opening-hours"
import type { Policy } from "../../../shared/protocol/types"
import type { House, Work } from "../../feature"
import { hotQuery } from "../../store/hot-query"
import type { StepRow, TimerRow } from "../../store/schema"

const AFTER_THE_LADDER = 1_000

/** Puts the steps of a timer beside it: rows like the due time itself, taken by whoever deletes them. */
export async function putSteps(house: House, work: Work, timer: TimerRow, { ladder, hours }: Policy): Promise<void> {
  const steps = stepsOf(ladderOf(timer.kind, ladder, timer.targetMs), timer, (at, openMs) =>
    addOpenTime(hours, at, openMs),
  )
  const rows = steps.map(
    ({ action, dueAt }, position): StepRow => ({
      id: house.newId(),
      timerId: timer.id,
      conversationId: timer.conversationId,
      position,
      action,
      dueAt,
    }),
  )
  if (rows.length > 0) await work.db.insertInto("step").values(rows).execute()
  const first = rows[0]
  if (first) work.afterCommit(() => house.wakeBy(first.dueAt))
}

/** One more step of a timer, which its ladder did not have: a ring, at a moment. */
export async function putRing(house: House, work: Work, timer: TimerRow, dueAt: number): Promise<void> {
  const { id: timerId, conversationId } = timer
  await work.db
    .insertInto("step")
    .values({ id: house.newId(), timerId, conversationId, position: AFTER_THE_LADDER, action: "ring", dueAt })
    .execute()
  work.afterCommit(() => house.wakeBy(dueAt))
}

/** A conversation's steps to come, in their order. */
export const readStepsOf = hotQuery<{ conversationId: string }, StepRow>((db, { conversationId }) =>
  db
    .selectFrom("step")
    .selectAll()
    .where("conversationId", "=", conversationId)
    .orderBy("dueAt")
    .orderBy("position")
    .orderBy("id"),
)

const deleteSteps = hotQuery<{ timerId: string }>((db, { timerId }) =>
  db.deleteFrom("step").where("timerId", "=", timerId),
)

/** A timer that stopped needs no more steps. */
export async function dropSteps(work: Work, timerId: string): Promise<void> {
  await deleteSteps(work.db, { timerId })
}
