import type { AlarmSource } from "../../core/alarm"
import type { House, Work } from "../../feature"
import type { Database, StepRow, TimerRow } from "../../store/schema"
import { recordBreach } from "./breach"
import { readStepsOf } from "./steps"
import { takeStep } from "./take-step"
import { readRunning } from "./timer-row"

/** How many rows are taken up at a time; the alarm rings again at once for the rest. */
const ROWS_A_ROUND = 500

/** Takes every step when it is due and announces every breach, once each and in order, whoever looks and however often. */
export function ladderAlarm(house: House): AlarmSource {
  const { reads } = house.store
  return {
    name: "ladder",
    async nextAt() {
      const [step, breach] = await Promise.all([stepsDue(reads, LATEST, 1), overdue(reads, LATEST, 1)])
      // A reply in the very millisecond is in time (T2), so nothing is late before the next one.
      const moments = [...step.map(({ dueAt }) => dueAt), ...breach.map(({ dueAt }) => dueAt + 1)]
      return moments.length === 0 ? null : Math.min(...moments)
    },
    async ring(now) {
      const [steps, breaches] = await Promise.all([
        stepsDue(reads, now, ROWS_A_ROUND),
        overdue(reads, now - 1, ROWS_A_ROUND),
      ])
      const ids = new Set([...steps, ...breaches].map(({ conversationId }) => conversationId))
      await Promise.all([...ids].map((id) => house.inConversation(id, (work) => catchUp(house, work))))
    },
  }
}

const LATEST = Number.MAX_SAFE_INTEGER

type Due = Pick<StepRow, "conversationId" | "dueAt">

function stepsDue(db: Database, dueBy: number, limit: number): Promise<Due[]> {
  return db
    .selectFrom("step")
    .select(["conversationId", "dueAt"])
    .where("dueAt", "<=", dueBy)
    .orderBy("dueAt")
    .orderBy("position")
    .orderBy("id")
    .limit(limit)
    .execute()
}

/** Timers that run, ran out at or before `dueBy`, and whose breach nobody has announced: the earliest first. */
function overdue(db: Database, dueBy: number, limit: number): Promise<Due[]> {
  return db
    .selectFrom("timer")
    .select(["conversationId", "dueAt"])
    .where("stoppedAt", "is", null)
    .where("breachAnnouncedAt", "is", null)
    .where("dueAt", "<=", dueBy)
    .orderBy("dueAt")
    .orderBy("id")
    .limit(limit)
    .execute()
}

/** Everything of one conversation that is due by now, in the order in which it fell due. */
async function catchUp(house: House, work: Work): Promise<void> {
  const { id } = work.conversation
  const timers = new Map((await readRunning(work.db, id)).map((timer) => [timer.id, timer]))
  const steps = (await readStepsOf(work.db, { conversationId: id })).filter(({ dueAt }) => dueAt <= work.now)
  const breaches = [...timers.values()].filter((timer) => timer.breachAnnouncedAt === null && work.now > timer.dueAt)
  for (const { step, timer } of inOrder(steps, breaches)) {
    if (timer) await recordBreach(work, timer)
    else if (step) await takeStep(house, work, step, timers.get(step.timerId))
  }
}

type Moment = { at: number; step?: StepRow; timer?: TimerRow }

/** A breach comes before what is done about it. */
function inOrder(steps: readonly StepRow[], breaches: readonly TimerRow[]): Moment[] {
  const moments: Moment[] = [
    ...breaches.map((timer) => ({ at: timer.dueAt, timer })),
    ...steps.map((step) => ({ at: step.dueAt, step })),
  ]
  return moments.sort((one, other) => one.at - other.at)
}
