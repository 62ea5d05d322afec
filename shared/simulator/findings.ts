import type { Outcome } from "./simulate"

export type Tally = { kept: number; missed: number }

/** What a simulated week comes to. */
export type Findings = Tally & {
  /** How long those waited who had an answer, in open time, the shortest first, ms. */
  waitsMs: number[]
  /** How many had none. */
  unanswered: number
  /** By the hour of the day in which they wrote, from midnight on. */
  hours: Tally[]
  /** By the hour in which their time began to run: for what was written at night, the one of the opening. */
  countingHours: Tally[]
  /** Of those who wrote while it was closed. */
  afterHours: Tally
}

const HOURS_A_DAY = 24

/** `hourOf` tells the hour that a clock on the wall shows at a moment. */
export function findingsOf(outcomes: readonly Outcome[], hourOf: (at: number) => number): Findings {
  const waitsMs = outcomes.flatMap(({ waitedMs }) => waitedMs ?? [])
  return {
    ...tallyOf(outcomes),
    waitsMs: waitsMs.sort((one, other) => one - other),
    unanswered: outcomes.length - waitsMs.length,
    hours: byHour(outcomes, ({ at }) => hourOf(at)),
    countingHours: byHour(outcomes, ({ countsFrom }) => hourOf(countsFrom)),
    afterHours: tallyOf(outcomes.filter(({ at, countsFrom }) => countsFrom > at)),
  }
}

function tallyOf(outcomes: readonly Outcome[]): Tally {
  return {
    kept: outcomes.filter(({ state }) => state === "met").length,
    missed: outcomes.filter(({ state }) => state === "breached").length,
  }
}

function byHour(outcomes: readonly Outcome[], hourOf: (outcome: Outcome) => number): Tally[] {
  const hours = Array.from({ length: HOURS_A_DAY }, (): Outcome[] => [])
  for (const outcome of outcomes) hours[hourOf(outcome)]?.push(outcome)
  return hours.map(tallyOf)
}

/** Which part was kept, from 0 to 1; null where nothing was kept or missed. */
export function keptShare({ kept, missed }: Tally): number | null {
  return kept + missed === 0 ? null : kept / (kept + missed)
}

const QUARTER_MS = 900_000

/** The hour of the day in a time zone; clocks are set by quarters of an hour, so each quarter is looked up once. */
export function hourIn(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en", { hour: "2-digit", hourCycle: "h23", timeZone })
  const known = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS)
    const hour = known.get(quarter) ?? Number(format.format(at))
    known.set(quarter, hour)
    return hour
  }
}
