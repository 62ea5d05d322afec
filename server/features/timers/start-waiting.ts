import { addOpenTime } from "../../../shared/opening-hours"
import type { House, Work } from "../../feature"
import type { TimerRow } from "../../store/schema"
import { DEFAULT_POLICY, readDefaultPolicy } from "./policies"
import { readTimersOf, toTimer } from "./timer-row"

/** The visitor wrote: the first time starts `first-touch`, a later one `next-reply`; one that runs is left alone (T6, T7). */
export async function startWaiting(house: House, work: Work): Promise<void> {
  const before = await readTimersOf(work.db, { conversationId: work.conversation.id })
  if (before.some((timer) => timer.stoppedAt === null)) return
  const kind = before.some((timer) => timer.kind === "first-touch") ? "next-reply" : "first-touch"
  const { targets, hours } = await readDefaultPolicy(work.db)
  const targetMs = kind === "first-touch" ? targets.firstTouchMs : targets.nextReplyMs
  if (targetMs === null || targetMs === undefined) return
  const dueAt = addOpenTime(hours, work.now, targetMs)
  // A site that will not open again promises nothing.
  if (dueAt !== null) await start(house, work, { kind, targetMs, dueAt })
}

type Target = Pick<TimerRow, "kind" | "targetMs" | "dueAt">

async function start(house: House, work: Work, { kind, targetMs, dueAt }: Target): Promise<void> {
  const timer: TimerRow = {
    id: house.newId(),
    conversationId: work.conversation.id,
    kind,
    policyId: DEFAULT_POLICY,
    startedAt: work.now,
    targetMs,
    dueAt,
    stoppedAt: null,
    breachAnnouncedAt: null,
  }
  await work.db.insertInto("timer").values(timer).execute()
  await work.record({ type: "timer.started", by: { kind: "system" }, timer: toTimer(timer, work.now) })
  work.afterCommit(() => house.wakeBy(dueAt + 1))
}
