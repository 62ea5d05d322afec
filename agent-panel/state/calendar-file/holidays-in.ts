import type ICAL from "ical.js"
import { Temporal } from "temporal-polyfill"
import { joined } from "./day-name"
import { type CalendarEvent, movedFrom, movedStarts, nameOf, readEvent } from "./event"
import { type Broken, eventsIn } from "./events-in"
import { startsOf } from "./starts"
import { type Days, wholeDays } from "./whole-days"

/** From one date to another, both counted, on the clocks of a time zone. */
export type Span = { from: string; until: string; timeZone: string }

/** A day on which something is all day long. It is `free` where nothing on it takes time in the calendar it is from. */
export type Holiday = { date: string; name: string; free: boolean }

/** Why an event gives no day. */
export type Why = "timed" | "cancelled" | "past" | "later" | "too-often" | "unreadable"
export type LeftOut = { name: string; why: Why }

export type Holidays = { days: Holiday[]; leftOut: LeftOut[] }

/** More names than a day's name has room for. */
const NAMES_OF_A_DAY_MAX = 50

/** The whole days that the events of a calendar file take within a span, by date, and which events give none. */
export function holidaysIn(icsText: string, span: Span): Holidays | Broken {
  const events = eventsIn(icsText)
  if (!Array.isArray(events)) return events
  const moved = movedStarts(events)
  const days = new Map<string, Named>()
  const leftOut: LeftOut[] = []
  for (const event of events) {
    const found = daysOf(event, movedFrom(event, moved), span)
    if ("why" in found) leftOut.push({ name: nameOf(event), why: found.why })
    else for (const date of found.dates) days.set(date, withEvent(days.get(date), found.event))
  }
  return { days: [...days].map(holiday).sort(byDate), leftOut }
}

type Named = { names: readonly string[]; free: boolean }
type Taken = { event: CalendarEvent; dates: ReadonlySet<string> }

function daysOf(component: ICAL.Component, moved: readonly ICAL.Time[], span: Span): Taken | { why: Why } {
  try {
    const event = readEvent(component, moved, span.timeZone)
    if (event.cancelled) return { why: "cancelled" }
    if (event.rules.some(isWithinDays)) return { why: "too-often" }
    return datesWithin(event, span)
  } catch {
    // A date, a rule or a length that cannot be read is one event's: the others hold.
    return { why: "unreadable" }
  }
}

/** What begins every hour or second is no day, and to go through its starts would take forever. */
const isWithinDays = ({ freq }: ICAL.Recur) => !["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].includes(freq)

function datesWithin(event: CalendarEvent, span: Span): Taken | { why: Why } {
  const from = Temporal.PlainDate.from(span.from)
  const until = Temporal.PlainDate.from(span.until)
  const dates = new Set<string>()
  // An event of which every start was taken out says nothing else of itself.
  let why: Why = "cancelled"
  for (const start of startsOf(event, until)) {
    const days = wholeDays(start, event, span.timeZone)
    if (days === null) why = "timed"
    else if (isAfter(days.first, until)) why = "later"
    else if (isAfter(days.end, from)) for (const date of datesBetween(days, from, until)) dates.add(date)
    else why = "past"
  }
  return dates.size > 0 ? { event, dates } : { why }
}

function* datesBetween({ first, end }: Days, from: Temporal.PlainDate, until: Temporal.PlainDate): Generator<string> {
  let date = isAfter(from, first) ? from : first
  for (; isAfter(end, date) && !isAfter(date, until); date = date.add({ days: 1 })) yield date.toString()
}

const isAfter = (one: Temporal.PlainDate, other: Temporal.PlainDate) => Temporal.PlainDate.compare(one, other) > 0

function withEvent(day: Named | undefined, { name, free }: CalendarEvent): Named {
  if (day === undefined) return { names: [name], free }
  const names = day.names.length < NAMES_OF_A_DAY_MAX ? [...day.names, name] : day.names
  return { names, free: day.free && free }
}

const holiday = ([date, { names, free }]: [string, Named]): Holiday => ({ date, name: joined(names), free })

const byDate = (one: Holiday, other: Holiday) => (one.date < other.date ? -1 : 1)
