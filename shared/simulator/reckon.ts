import type { OpeningHours } from "../protocol/types"
import { type Advice, type Attempt, advise } from "./advice"
import { crewOf, dutyWithin, type Staff, withOneMore } from "./crew"
import { type Findings, findingsOf, hourIn } from "./findings"
import { createTrial, type Week } from "./simulate"
import type { Rules } from "./wait"

export type Question = { week: Week; rules: Rules; staff: Staff; timeZone: string }

/** What comes first, and what comes of trying what could be otherwise. */
export type Reckoned = { findings: Findings; openHours: boolean[] } | { advice: Advice }

/** Lives through a week, then looks for what would have changed it; between two attempts whoever asked may stop. */
export function* reckon({ week, rules, staff, timeZone }: Question): Generator<Reckoned | null> {
  const trial = createTrial(week, rules)
  const hourOf = hourIn(timeZone)
  const onDuty = trial.openTime.stretchesUntil(week.until)
  const attempt: Attempt = (tried, oneMore) => {
    const crew = crewOf(tried, onDuty)
    const more = oneMore && dutyWithin(trial.openTime, oneMore, timeZone, week)
    return findingsOf(trial.run(more ? withOneMore(crew, more) : crew), hourOf)
  }
  const findings = attempt(staff)
  yield { findings, openHours: openHoursOf(rules.hours) }
  const attempts = advise(findings, staff, attempt)
  let step = attempts.next()
  while (!step.done) {
    yield null
    step = attempts.next()
  }
  yield { advice: step.value }
}

/** In which hours of the day it is open on most weekdays that it opens at all. */
function openHoursOf(hours: OpeningHours | null): boolean[] {
  const days = hours === null ? [] : hours.week.filter((day) => day.length > 0)
  return Array.from({ length: 24 }, (_, hour) => {
    if (hours === null) return true
    const open = days.filter((day) => day.some((each) => covers(each, hour)))
    return open.length * 2 > days.length
  })
}

/** Whether hours cover the middle of one, also past midnight. */
function covers({ from, to }: OpeningHours["week"][number][number], hour: number): boolean {
  const middle = `${String(hour).padStart(2, "0")}:30`
  return to <= from ? middle >= from || middle < to : from <= middle && middle < to
}
