import ICAL from "ical.js"
import { Temporal } from "temporal-polyfill"
import type { CalendarEvent } from "./event"

/** Each start of an event until the end of a date, in no order. One that is listed or comes first may lie after it. */
export function* startsOf(event: CalendarEvent, until: Temporal.PlainDate): Generator<ICAL.Time> {
  for (const start of allStarts(event, until)) {
    if (!event.notOn.some((other) => isSame(other, start, event.timeZone))) yield start
  }
}

function* allStarts({ start, rules, alsoOn }: CalendarEvent, until: Temporal.PlainDate): Generator<ICAL.Time> {
  if (rules.length === 0) yield start
  yield* alsoOn
  for (const rule of rules) yield* startsByRule(rule, start, until)
}

/** A rule that goes on forever is given an end. */
function* startsByRule(rule: ICAL.Recur, start: ICAL.Time, until: Temporal.PlainDate): Generator<ICAL.Time> {
  const bounded = rule.clone()
  const last = later(start, ICAL.Time.fromDateString(until.add({ days: 1 }).toString()))
  if (bounded.until === null || bounded.until.compare(last) > 0) bounded.until = last
  const iterator = bounded.iterator(start)
  for (let next = iterator.next(); next; next = iterator.next()) yield next.clone()
}

const later = (one: ICAL.Time, other: ICAL.Time) => (one.compare(other) < 0 ? other : one)

/** Calendars write a start that is taken out as a date, as a time on the event's clock or in UTC, whatever the event itself has. */
function isSame(one: ICAL.Time, other: ICAL.Time, timeZone: string): boolean {
  if (one.isDate || other.isDate) return dateOf(one) === dateOf(other)
  return momentOf(one, timeZone).equals(momentOf(other, timeZone))
}

const dateOf = (time: ICAL.Time) => time.toString().slice(0, 10)

/** The moment of a time: in its own zone where it is UTC or the file describes one, in the given zone otherwise. */
export function momentOf(time: ICAL.Time, timeZone: string): Temporal.Instant {
  if (time.zone !== ICAL.Timezone.localTimezone)
    return Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1_000)
  return Temporal.PlainDateTime.from(time.toString()).toZonedDateTime(timeZone).toInstant()
}
