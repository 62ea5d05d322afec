import type { House, Work } from "../../feature"
import type { StepRow, TimerRow } from "../../store/schema"
import { tellOfDelay } from "./tell-of-delay"

/** Later than this after its due time a step is marked late: no server ran, or it was too busy. */
const IN_TIME_WITHIN_MS = 1_000

/** Takes a step, by deleting its row: of several who see it one succeeds, in the transaction of what it does. */
export async function takeStep(house: House, work: Work, step: StepRow, timer: TimerRow | undefined): Promise<void> {
  const taken = await work.db.deleteFrom("step").where("id", "=", step.id).executeTakeFirst()
  if (taken.numDeletedRows === 0n || !timer) return
  await note(work, step.action, timer)
  const lateMs = work.now - step.dueAt
  await work.record({
    type: "step.taken",
    by: { kind: "system" },
    step: {
      do: step.action,
      timerId: timer.id,
      timerKind: timer.kind,
      dueAt: step.dueAt,
      lateMs: lateMs > IN_TIME_WITHIN_MS ? lateMs : null,
    },
  })
  if (step.action === "tell") await tellOfDelay(house, work, timer)
}

async function note(work: Work, action: StepRow["action"], timer: TimerRow): Promise<void> {
  const asks = (action === "offer" || action === "ring") && timer.offeredSince === null
  const columns = action === "escalate" ? { escalatedAt: work.now } : asks ? { offeredSince: work.now } : null
  if (columns) await work.db.updateTable("timer").set(columns).where("id", "=", timer.id).execute()
}
