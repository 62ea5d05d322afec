import ICAL from "ical.js"
import { Temporal } from "temporal-polyfill"
import { cleaned } from "./day-name"

/** An event as a calendar has it: when it begins, each time it does, and for how long. */
export type CalendarEvent = {
  name: string
  cancelled: boolean
  /** It takes no time in the calendar it is from (TRANSP). */
  free: boolean
  start: ICAL.Time
  length: ICAL.Duration
  rules: readonly ICAL.Recur[]
  /** Further starts, listed one by one (RDATE). */
  alsoOn: readonly ICAL.Time[]
  /** Starts that do not hold: taken out (EXDATE), or moved by an event that stands for one of them (RECURRENCE-ID). */
  notOn: readonly ICAL.Time[]
  /** The zone of times for which the file itself describes none. */
  timeZone: string
}

const A_DAY = new ICAL.Duration({ days: 1 })
const NO_TIME = new ICAL.Duration({})

/** Reads an event; throws where what it says cannot be read. */
export function readEvent(event: ICAL.Component, moved: readonly ICAL.Time[], siteZone: string): CalendarEvent {
  const start = timeOf(event, "dtstart")
  if (start === null) throw new Error("An event needs a start")
  return {
    name: nameOf(event),
    cancelled: textOf(event, "status") === "CANCELLED",
    free: textOf(event, "transp") === "TRANSPARENT",
    start,
    length: lengthOf(event, start),
    rules: valuesOf(event, "rrule").filter((value) => value instanceof ICAL.Recur),
    alsoOn: timesOf(event, "rdate"),
    notOn: [...timesOf(event, "exdate"), ...moved],
    timeZone: knownZone(event.getFirstProperty("dtstart")?.getFirstParameter("tzid")) ?? siteZone,
  }
}

export function nameOf(event: ICAL.Component): string {
  return cleaned(String(event.getFirstPropertyValue("summary") ?? ""))
}

/** By UID, the starts for which an event of their own stands. */
export function movedStarts(events: readonly ICAL.Component[]): Map<string, ICAL.Time[]> {
  const moved = new Map<string, ICAL.Time[]>()
  for (const event of events) {
    const uid = uidOf(event)
    moved.set(uid, [...(moved.get(uid) ?? []), ...timesOf(event, "recurrence-id")])
  }
  return moved
}

/** The starts that an event no longer has itself. One that stands for another's start has its own. */
export function movedFrom(event: ICAL.Component, moved: ReadonlyMap<string, ICAL.Time[]>): readonly ICAL.Time[] {
  return event.hasProperty("recurrence-id") ? [] : (moved.get(uidOf(event)) ?? [])
}

const uidOf = (event: ICAL.Component) => String(event.getFirstPropertyValue("uid") ?? "")

const textOf = (event: ICAL.Component, name: string) => String(event.getFirstPropertyValue(name) ?? "").toUpperCase()

function timeOf(event: ICAL.Component, name: string): ICAL.Time | null {
  const property = event.getFirstProperty(name)
  if (property === null) return null
  // ICAL.js makes the third of March of a 31st of February; Temporal refuses it.
  Temporal.PlainDate.from(String(property.jCal[3]).slice(0, 10))
  const value = property.getFirstValue()
  if (!(value instanceof ICAL.Time)) throw new Error(`${name} is not a time`)
  return value
}

function valuesOf(event: ICAL.Component, name: string): unknown[] {
  return event.getAllProperties(name).flatMap((property) => property.getValues())
}

function timesOf(event: ICAL.Component, name: string): ICAL.Time[] {
  return valuesOf(event, name)
    .map((value) => (value instanceof ICAL.Period ? value.start : value))
    .filter((value) => value instanceof ICAL.Time)
}

/** How long it is by the clock on the wall: a day stays a day where the clocks change. */
function lengthOf(event: ICAL.Component, start: ICAL.Time): ICAL.Duration {
  const length = event.getFirstPropertyValue("duration")
  if (length instanceof ICAL.Duration) return length
  const end = timeOf(event, "dtend")
  if (end === null) return start.isDate ? A_DAY : NO_TIME
  return end.convertToZone(start.zone).subtractDate(start)
}

function knownZone(name: string | undefined): string | undefined {
  try {
    return name && new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone
  } catch {
    // Intl throws for what it does not know, such as the names that Outlook gives.
    return undefined
  }
}
