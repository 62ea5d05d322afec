import type { Work } from "../../feature"
import type { TimerRow } from "../../store/schema"
import { toTimer } from "./timer-row"

/** Claims the announcement by an update that succeeds for one, then records it, dated to the due time (T4). */
export async function recordBreach(work: Work, timer: TimerRow): Promise<void> {
  const claimed = await work.db
    .updateTable("timer")
    .set({ breachAnnouncedAt: work.now })
    .where("id", "=", timer.id)
    .where("stoppedAt", "is", null)
    .where("breachAnnouncedAt", "is", null)
    .executeTakeFirst()
  if (claimed.numUpdatedRows === 0n) return
  await work.record({
    type: "timer.breached",
    by: { kind: "system" },
    at: timer.dueAt,
    timer: toTimer(timer, work.now),
  })
}
