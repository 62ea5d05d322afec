import type { AlarmSource } from "../../core/alarm"
import type { House, Work } from "../../feature"
import type { Database, TimerRow } from "../../store/schema"
import { toTimer } from "./timer-row"

/** How many overdue timers are taken up at a time; the alarm rings again at once for the rest. */
const TIMERS_A_ROUND = 500

/** Announces each timer that ran out, once, whoever looks and however often it was restarted (T4). */
export function breachAlarm(house: House): AlarmSource {
  const { store } = house
  return {
    name: "breaches",
    async nextAt() {
      const [earliest] = await overdue(store.reads, Number.MAX_SAFE_INTEGER, 1)
      // A reply in the very millisecond is in time (T2), so nothing is late before the next one.
      return earliest ? earliest.dueAt + 1 : null
    },
    async ring(now) {
      const timers = await overdue(store.reads, now - 1, TIMERS_A_ROUND)
      await Promise.all(timers.map((timer) => announce(house, timer)))
    },
  }
}

/** Timers that run, ran out at or before `dueBy`, and whose breach nobody has announced: the earliest first. */
function overdue(db: Database, dueBy: number, limit: number): Promise<TimerRow[]> {
  return db
    .selectFrom("timer")
    .selectAll()
    .where("stoppedAt", "is", null)
    .where("breachAnnouncedAt", "is", null)
    .where("dueAt", "<=", dueBy)
    .orderBy("dueAt")
    .orderBy("id")
    .limit(limit)
    .execute()
}

async function announce(house: House, timer: TimerRow): Promise<void> {
  await house.inConversation(timer.conversationId, async (work) => {
    if (work.now > timer.dueAt) await recordBreach(work, timer)
  })
}

/** Claims the announcement by an update that succeeds for one, then records it, dated to the due time. */
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
