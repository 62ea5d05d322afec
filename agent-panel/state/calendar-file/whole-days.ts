import type ICAL from "ical.js"
import { Temporal } from "temporal-polyfill"
import type { CalendarEvent } from "./event"
import { momentOf } from "./starts"

/** Days on end, the last one not counted any more. */
export type Days = { first: Temporal.PlainDate; end: Temporal.PlainDate }

const DAY_SECONDS = 86_400

/** The days that an event covers from their beginning to their end on a site's clocks; null where it covers none. */
export function wholeDays(start: ICAL.Time, event: CalendarEvent, siteZone: string): Days | null {
  if (event.length.isNegative) throw new Error("An event cannot end before it begins")
  return start.isDate ? datesOf(start, event.length) : coveredBy(start, event, siteZone)
}

/** Some calendars end a day on itself, where the standard ends it on the next: it is a day all the same. */
function datesOf(start: ICAL.Time, length: ICAL.Duration): Days {
  const first = Temporal.PlainDate.from(start.toString())
  return { first, end: first.add({ days: Math.max(1, Math.floor(length.toSeconds() / DAY_SECONDS)) }) }
}

function coveredBy(start: ICAL.Time, { length, timeZone }: CalendarEvent, siteZone: string): Days | null {
  const finish = start.clone()
  finish.addDuration(length)
  const [from, to] = [start, finish].map((time) => momentOf(time, timeZone).toZonedDateTimeISO(siteZone))
  if (from === undefined || to === undefined) return null
  const first = from.equals(from.startOfDay()) ? from.toPlainDate() : from.toPlainDate().add({ days: 1 })
  // People write the end of a day as 23:59.
  const end = to.add({ minutes: 1 }).toPlainDate()
  return Temporal.PlainDate.compare(first, end) < 0 ? { first, end } : null
}
