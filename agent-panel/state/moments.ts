const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const HALF_HOUR_MS = 30 * MINUTE_MS
const PROMISE_TODAY_HOUR = 17
const PROMISE_TOMORROW_HOUR = 10
const MORNING_HOUR = 9
const LATER_TODAY_MS = 3 * HOUR_MS
/** Who snoozes until later than this means tomorrow. */
const DAY_IS_OVER_HOUR = 21
const MONDAY = 1

/** A moment to come that makes sense, and how to call it; times of day are those of this machine's zone. */
export type Moment<Name extends string = string> = { name: Name; at: number }

/** When one may promise to answer. */
export function promiseMoments(now: number): Moment<"quarter" | "hour" | "today" | "tomorrow">[] {
  const today = atHour(now, 0, PROMISE_TODAY_HOUR)
  return [
    { name: "quarter", at: now + 15 * MINUTE_MS },
    { name: "hour", at: now + HOUR_MS },
    ...(today > now + HOUR_MS ? [{ name: "today" as const, at: today }] : []),
    { name: "tomorrow", at: atHour(now, 1, PROMISE_TOMORROW_HOUR) },
  ]
}

/** Until when one may put a conversation aside. */
export function snoozeMoments(now: number): Moment<"laterToday" | "tomorrowMorning" | "nextWeek">[] {
  const later = Math.ceil((now + LATER_TODAY_MS) / HALF_HOUR_MS) * HALF_HOUR_MS
  return [
    ...(later <= atHour(now, 0, DAY_IS_OVER_HOUR) ? [{ name: "laterToday" as const, at: later }] : []),
    { name: "tomorrowMorning", at: atHour(now, 1, MORNING_HOUR) },
    { name: "nextWeek", at: atHour(now, daysToNextWeek(now), MORNING_HOUR) },
  ]
}

/** An hour of the day so many days from now: the calendar's days, which are not all of one length. */
function atHour(now: number, days: number, hour: number): number {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hour).getTime()
}

/** Until the next Monday that is not tomorrow. */
function daysToNextWeek(now: number): number {
  const days = (MONDAY - new Date(now).getDay() + 7) % 7
  return days < 2 ? days + 7 : days
}

/** A moment as a field for a local date and time holds it: 2026-11-24T10:00. */
export function fieldOf(at: number): string {
  const moment = new Date(at)
  const two = (number: number) => String(number).padStart(2, "0")
  const date = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-")
  return `${date}T${two(moment.getHours())}:${two(moment.getMinutes())}`
}

/** The moment that stands in such a field, or null where none does. */
export function momentIn(field: string): number | null {
  const at = new Date(field).getTime()
  return Number.isNaN(at) ? null : at
}
