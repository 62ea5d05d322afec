import type { Temporal } from "temporal-polyfill"
import { OTHER_DAYS_MAX } from "../hours-limits"
import type { OtherDay } from "../settings-hours"
import type { Holiday, Span } from "./holidays-in"

const MONTHS_AHEAD = 18

/** From today on, as far as it is worth looking. */
export function spanFrom(today: Temporal.PlainDate, timeZone: string): Span {
  return { from: today.toString(), until: today.add({ months: MONTHS_AHEAD }).toString(), timeZone }
}

/** How many days more the list takes. */
export const roomIn = (days: readonly OtherDay[]) => Math.max(0, OTHER_DAYS_MAX - days.length)

/** The days of a file that are not in the list yet. */
export function newDays(found: readonly Holiday[], days: readonly OtherDay[]): Holiday[] {
  return found.filter(({ date }) => !days.some((day) => day.date === date))
}

/**
 * Whether it says something that a day is marked as free. Calendars of holidays mark all their days so; where only some
 * are, those are birthdays and the like.
 */
export const tellsFree = (found: readonly Holiday[]) => found.some(({ free }) => !free)

/** The dates that are ticked at first: those that take time, as many as there is room for. */
export function tickedAtFirst(found: readonly Holiday[], days: readonly OtherDay[]): ReadonlySet<string> {
  const wanted = newDays(found, days).filter(({ free }) => !free || !tellsFree(found))
  return new Set(wanted.slice(0, roomIn(days)).map(({ date }) => date))
}

/** The list with days of a file, closed all day, in the order of dates; a day that has no date yet stays last. */
export function withHolidays(days: readonly OtherDay[], taken: readonly Holiday[]): OtherDay[] {
  const added = taken.map(({ date, name }) => ({ date, name, hours: [] }))
  return [...days, ...added].sort((one, other) => compare(one.date || LAST, other.date || LAST))
}

const LAST = "9999-99-99"

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other))
