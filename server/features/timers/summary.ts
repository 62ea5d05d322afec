import type { Timer, VisitorPromise } from "../../../shared/protocol/types"
import { promisedTimer } from "../../../shared/timer"
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
  const timersOf = (id: string) => byConversation.get(id) ?? []
  return {
    agents: ({ id }) => ({ timers: timersOf(id).filter(isTold) }),
    visitor: ({ id }) => ({ promise: promiseOf(timersOf(id), now) }),
  }
}

/** Those that run, and of each kind the last that stopped: a summary does not grow with its conversation. */
function isTold({ kind, stoppedAt }: Timer, index: number, timers: readonly Timer[]): boolean {
  return (
    stoppedAt === null || timers.findLastIndex((other) => other.kind === kind && other.stoppedAt !== null) === index
  )
}

/** What is promised now; once answered, that it was kept. A late answer needs no more apology. */
function promiseOf(timers: readonly Timer[], now: number): VisitorPromise | null {
  const running = promisedTimer(timers, now)
  if (running) return { dueAt: running.dueAt, state: running.state }
  const last = timers.findLast(({ kind }) => kind === "first-touch" || kind === "next-reply")
  return last?.state === "met" ? { dueAt: last.dueAt, state: "met" } : null
}
