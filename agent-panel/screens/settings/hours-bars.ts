import type { Hours } from "../../state/settings-hours"
import { DAY_MINUTES, inMinutes } from "./hours-minutes"

/** An open stretch on the track of a day, in shares of it, and at which midnights it is cut. */
export type Bar = { start: number; end: number; fromBefore: boolean; goesOn: boolean }

/** What is drawn for a day of the week: its own hours until midnight, and what yesterday's leave for it. */
export function barsOf(week: readonly (readonly Hours[])[], day: number): Bar[] {
  const before = week[(day + week.length - 1) % week.length] ?? []
  return [...before.map((hours) => barOf(hours, DAY_MINUTES)), ...(week[day] ?? []).map((hours) => barOf(hours, 0))]
    .filter((bar) => bar !== null)
    .filter(({ start, end }) => start < end)
}

function barOf(hours: Hours, midnight: number): Bar | null {
  const span = inMinutes(hours)
  if (span === null || hours.from === hours.to) return null
  const start = span.from - midnight
  const end = span.to - midnight
  return {
    start: Math.max(0, start) / DAY_MINUTES,
    end: Math.min(DAY_MINUTES, end) / DAY_MINUTES,
    fromBefore: start < 0,
    goesOn: end > DAY_MINUTES,
  }
}
