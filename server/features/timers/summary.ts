import type { Timer, VisitorPromise } from "../../../shared/protocol/types"
import { waitingTimer } from "../../../shared/timer"
import type { SummaryPart } from "../../core/summary"
import { readTimers, toTimer } from "./timer-row"

/** Timers for agents, and for the visitor the promise that follows from them. */
export const timersSummary: SummaryPart = async (db, rows, now) => {
  const byConversation = new Map<string, Timer[]>()
  const found = await readTimers(
    db,
    rows.map((row) => row.id),
  )
  for (const row of found) {
    const timers = byConversation.get(row.conversationId)
    if (timers) timers.push(toTimer(row, now))
    else byConversation.set(row.conversationId, [toTimer(row, now)])
  }
  return ({ id }) => {
    const timers = byConversation.get(id) ?? []
    return { agents: { timers }, visitor: { promise: promiseOf(timers) } }
  }
}

/** What is promised now; once answered, that it was kept. A late answer needs no more apology. */
function promiseOf(timers: readonly Timer[]): VisitorPromise | null {
  const timer = waitingTimer(timers) ?? timers.at(-1)
  if (!timer || (timer.stoppedAt !== null && timer.state === "breached")) return null
  return { dueAt: timer.dueAt, state: timer.state }
}
