import { openTimeBetween } from "../../../shared/opening-hours"
import type { OpeningHours, Person } from "../../../shared/protocol/types"
import { isGreeting } from "../../../shared/small-talk"
import type { Work } from "../../feature"
import { hotQuery } from "../../store/hot-query"
import type { TimerRow } from "../../store/schema"
import { recordBreach } from "./breach"
import { policyById } from "./policy-of"
import { dropSteps } from "./steps"
import { readRunning, toTimer } from "./timer-row"

type Reason = NonNullable<TimerRow["stoppedFor"]>

/**
 * A person answered: whoever waits has their answer, in time or late. A greeting is an answer too, but a hollow one: the
 * answer itself is still owed (T11). What a person promised is not kept by any message (T13).
 */
export async function stopWaiting(work: Work, by: Person, body: string): Promise<void> {
  const hollow = isGreeting(body)
  await stopTimers(work, by, hollow ? "greeting" : "reply", ({ kind, madeById }) => {
    if (kind === "first-touch" || kind === "next-reply") return true
    return !hollow && (kind === "answer" || (kind === "promise" && madeById === null))
  })
}

/** Stops those of the running timers that `which` picks, in the order they began. */
export async function stopTimers(
  work: Work,
  by: Person,
  reason: Reason,
  which: (timer: TimerRow) => boolean,
): Promise<TimerRow[]> {
  const stopped = (await readRunning(work.db, work.conversation.id)).filter(which)
  const hoursOf = await hoursOfPolicies(work, stopped)
  for (const timer of stopped) await stopOne(work, by, timer, { reason, hours: hoursOf(timer) })
  return stopped
}

/** The hours in which each timer counts; timers that began together have one policy. */
async function hoursOfPolicies(work: Work, timers: readonly TimerRow[]) {
  const hours = new Map<string, OpeningHours | null>()
  for (const { policyId } of timers) {
    if (!hours.has(policyId)) hours.set(policyId, (await policyById(work, policyId)).hours)
  }
  return ({ policyId }: TimerRow) => hours.get(policyId) ?? null
}

type Stop = { reason: Reason; hours: OpeningHours | null }

async function stopOne(work: Work, by: Person, running: TimerRow, { reason: stoppedFor, hours }: Stop): Promise<void> {
  const late = work.now > running.dueAt
  // Nobody had looked between the due time and this answer: the breach comes first, dated to when it fell due (T3, T4).
  if (late && running.breachAnnouncedAt === null) await recordBreach(work, running)
  const waitedMs = openTimeBetween(hours, running.startedAt, work.now)
  await updateStopped(work.db, { id: running.id, stoppedAt: work.now, stoppedFor, waitedMs })
  await dropSteps(work, running.id)
  const stopped = { ...running, stoppedAt: work.now, stoppedFor, waitedMs }
  await work.record({ type: late ? "timer.stopped" : "timer.met", by, timer: toTimer(stopped, work.now) })
}

type Stopped = { id: string; stoppedAt: number; stoppedFor: Reason; waitedMs: number }

const updateStopped = hotQuery<Stopped>((db, { id, stoppedAt, stoppedFor, waitedMs }) =>
  db.updateTable("timer").set({ stoppedAt, stoppedFor, waitedMs }).where("id", "=", id),
)
