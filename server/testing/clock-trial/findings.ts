import Sqlite from "better-sqlite3"
import { USUAL_LADDER } from "../../../shared/ladder"
import type { Event } from "../../../shared/protocol/types"
import type { Downtime } from "./unruly-server"

/** What became of every step and breach, as the database tells it. */
export type Findings = {
  timers: number
  steps: number
  breaches: number
  /** In words: a step that is missing, doubled, out of order or too early, a breach that is not there once. */
  wrong: string[]
  /** How late steps were that fell due while the server was up, ms, ascending. */
  lateMs: number[]
  /** How long after the restart those were taken that fell due while it was down, ms, ascending. */
  afterRestartMs: number[]
}

/** Around a restart the server is busy with what fell due meanwhile. */
const SETTLES_WITHIN_MS = 1_000
/** A step that was due in this moment before a kill may have been under way. */
const UNDER_WAY_MS = 100

type Row = { conversationId: string; type: string; at: number; payloadJson: string }
type Step = Extract<Event, { type: "step.taken" }>["step"]

/** Reads what is stored and holds it against what should have happened to every first reply that nobody gave. */
export function examine(file: string, downtimes: readonly Downtime[]): Findings {
  const database = new Sqlite(file, { readonly: true })
  const timers = database.prepare(`select * from "timer" where "kind" = 'first-touch'`).all() as {
    id: string
    dueAt: number
    breachAnnouncedAt: number | null
  }[]
  const events = database
    .prepare(`select * from "event" where "type" in ('step.taken', 'timer.breached') order by "conversationId", "seq"`)
    .all() as Row[]
  database.close()

  const stepsOf = new Map<string, { step: Step; at: number }[]>()
  const breachesOf = new Map<string, number[]>()
  for (const { type, at, payloadJson } of events) {
    const content = JSON.parse(payloadJson)
    if (type === "step.taken") put(stepsOf, content.step.timerId, { step: content.step, at })
    else put(breachesOf, content.timer.id, at)
  }

  const findings: Findings = { timers: timers.length, steps: 0, breaches: 0, wrong: [], lateMs: [], afterRestartMs: [] }
  for (const timer of timers) {
    const taken = stepsOf.get(timer.id) ?? []
    const breaches = breachesOf.get(timer.id) ?? []
    findings.steps += taken.length
    findings.breaches += breaches.length
    const actions = taken.map(({ step }) => step.do).join(" ")
    if (actions !== USUAL_ACTIONS) findings.wrong.push(`${timer.id}: its steps were ${actions}`)
    if (breaches.length !== 1 || breaches[0] !== timer.dueAt)
      findings.wrong.push(`${timer.id}: breached at ${breaches}`)
    if ((timer.breachAnnouncedAt ?? 0) <= timer.dueAt) findings.wrong.push(`${timer.id}: breached before its time`)
    for (const { step, at } of taken) {
      if (at < step.dueAt)
        findings.wrong.push(`${timer.id}: ${step.do} was taken ${step.dueAt - at} ms before its time`)
      const down = downtimes.find(
        ({ from, to }) => step.dueAt >= from - UNDER_WAY_MS && step.dueAt <= to + SETTLES_WITHIN_MS,
      )
      if (down) findings.afterRestartMs.push(at - Math.max(down.to, step.dueAt))
      else findings.lateMs.push(at - step.dueAt)
    }
  }
  findings.lateMs.sort((one, other) => one - other)
  findings.afterRestartMs.sort((one, other) => one - other)
  return findings
}

export function stepsToCome(file: string): number {
  const database = new Sqlite(file, { readonly: true })
  const { count } = database.prepare(`select count(*) as "count" from "step"`).get() as { count: number }
  database.close()
  return count
}

const USUAL_ACTIONS = USUAL_LADDER.map((step) => step.do).join(" ")

function put<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

export const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
