import type { Person } from "../../../shared/protocol/types"
import type { Work } from "../../feature"
import type { TimerRow } from "../../store/schema"
import { recordBreach } from "./announce-breaches"
import { readTimersOf, toTimer } from "./timer-row"

/** A person answered: whatever waits has its answer, in time or late. */
export function stopWaiting(work: Work, by: Person): Promise<void> {
  return stop(work, by, () => true)
}

/** Resolving says that no reply is owed. A first touch that was promised stays promised (T5, T7). */
export function stopNextReply(work: Work, by: Person): Promise<void> {
  return stop(work, by, (timer) => timer.kind === "next-reply")
}

async function stop(work: Work, by: Person, which: (timer: TimerRow) => boolean): Promise<void> {
  const timers = await readTimersOf(work.db, { conversationId: work.conversation.id })
  for (const timer of timers) if (timer.stoppedAt === null && which(timer)) await stopOne(work, by, timer)
}

async function stopOne(work: Work, by: Person, running: TimerRow): Promise<void> {
  const stopped = { ...running, stoppedAt: work.now }
  const late = work.now > running.dueAt
  // Nobody had looked between the due time and this answer: the breach comes first, dated to when it fell due (T3, T4).
  if (late && running.breachAnnouncedAt === null) await recordBreach(work, running)
  await work.db.updateTable("timer").set({ stoppedAt: work.now }).where("id", "=", running.id).execute()
  await work.record({ type: late ? "timer.stopped" : "timer.met", by, timer: toTimer(stopped, work.now) })
}
