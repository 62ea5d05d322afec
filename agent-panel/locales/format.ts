import { t } from "."
import { locale } from "./dictionary"

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** Below this a countdown shows its seconds. */
const SECONDS_COUNT_BELOW_MS = 10 * MINUTE_MS

const clocks = new Map<string, Intl.DateTimeFormat>()

function formatted(at: number, name: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale.value} ${name}`
  const format = clocks.get(key) ?? new Intl.DateTimeFormat(locale.value, options)
  clocks.set(key, format)
  return format.format(at)
}

/** The time of day: 14:32. */
export const timeOfDay = (at: number) => formatted(at, "time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })

/** The time of day to the second, for what happens between seconds: 14:32:05. */
export const timeWithSeconds = (at: number) =>
  formatted(at, "time with seconds", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" })

/** A moment to come as short as it can be said at another: the time on the same day, else the day too. */
export function whenDue(at: number, saidAt: number): string {
  return dayKey(at) === dayKey(saidAt) ? timeOfDay(at) : dayAndTime(at)
}

/** A moment beside words that name its day already, or else with its weekday: 09:00, Mon 09:00. */
export function whenBeside(at: number, now: number): string {
  if (at - now < 2 * DAY_MS && dayKey(at - DAY_MS) <= dayKey(now)) return timeOfDay(at)
  return formatted(at, "weekday and time", { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
}

/** A time in full, for pointing at. */
export const fullTime = (at: number) => formatted(at, "full", { dateStyle: "full", timeStyle: "short" })

/** A day with its time, for what happens in the days to come: 24 November at 02:36. */
export const dayAndTime = (at: number) =>
  formatted(at, "day and time", {
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  })

/** A day of a month where the clocks show another zone: 24 November. */
export const dayIn = (timeZone: string, at: number) =>
  formatted(at, `day in ${timeZone}`, { day: "numeric", month: "long", timeZone })

/** A date such as 2026-12-24 in words, with its weekday: Thursday, 24 December 2026. */
export const dateInWords = (date: string) =>
  formatted(Date.parse(`${date}T12:00Z`), "date in words", { dateStyle: "full", timeZone: "UTC" })

/** A date such as 2026-12-24 without its weekday: 24 December 2026. */
export const dateAlone = (date: string) =>
  formatted(Date.parse(`${date}T12:00Z`), "date alone", { dateStyle: "long", timeZone: "UTC" })

/** A date such as 2026-12-24 where its year is said already: Thu, 24 December. */
export const dateOfYear = (date: string) =>
  formatted(Date.parse(`${date}T12:00Z`), "date of a year", {
    weekday: "short",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  })

/** A local day as a text that tells days apart. */
export const dayKey = (at: number) => new Date(at).toDateString()

/** A day as people say it. */
export function dayName(at: number, now: number): string {
  if (dayKey(at) === dayKey(now)) return t.common.today
  if (dayKey(at) === dayKey(now - DAY_MS)) return t.common.yesterday
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return thisYear
    ? formatted(at, "day", { weekday: "long", day: "numeric", month: "long" })
    : formatted(at, "day of a year", { day: "numeric", month: "long", year: "numeric" })
}

/** When something was last said, as short as it can be: a time today, a weekday this week, a date before. */
export function shortWhen(at: number, now: number): string {
  if (dayKey(at) === dayKey(now)) return timeOfDay(at)
  if (now - at < 6 * DAY_MS) return formatted(at, "weekday", { weekday: "short" })
  return formatted(at, "date", { day: "numeric", month: "short" })
}

/** What stands in a ring, in at most four characters: 42, 1:36, 36m, 5h, and with a plus how late it is. */
export function ringText(leftMs: number): string {
  if (leftMs < 0) return `+${roughly(-leftMs)}`
  const seconds = Math.ceil(leftMs / SECOND_MS)
  if (seconds >= 60 && leftMs < SECONDS_COUNT_BELOW_MS) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  }
  return roughly(leftMs)
}

function roughly(lengthMs: number): string {
  if (lengthMs < MINUTE_MS) return String(Math.ceil(lengthMs / SECOND_MS))
  if (lengthMs < HOUR_MS) return Math.floor(lengthMs / MINUTE_MS) + t.time.minuteLetter
  if (lengthMs < DAY_MS) return Math.floor(lengthMs / HOUR_MS) + t.time.hourLetter
  return Math.floor(lengthMs / DAY_MS) + t.time.dayLetter
}

/** A countdown beside words: 0:42, 36:05, 5 hr. */
export function clockText(lengthMs: number): string {
  if (lengthMs >= DAY_MS) return unit(Math.floor(lengthMs / DAY_MS), "day", "short")
  if (lengthMs >= HOUR_MS) return unit(Math.floor(lengthMs / HOUR_MS), "hour", "short")
  const seconds = Math.ceil(lengthMs / SECOND_MS)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}

/** A length of time in words: 1 minute 36 seconds. */
export function lengthInWords(lengthMs: number): string {
  const seconds = Math.max(1, Math.round(lengthMs / SECOND_MS))
  if (seconds < 60) return unit(seconds, "second")
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10 && seconds % 60 > 0) {
    return `${unit(minutes, "minute")} ${unit(seconds % 60, "second")}`
  }
  if (minutes < 60) return unit(minutes, "minute")
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return unit(hours, "hour")
  return unit(Math.floor(hours / 24), "day")
}

const UNITS_MS = { day: DAY_MS, hour: HOUR_MS, minute: MINUTE_MS, second: SECOND_MS }
const UNITS = ["day", "hour", "minute", "second"] as const

/** A length of time to the second, as it is said after “after” or “before”: 1 hour 2 minutes 30 seconds. */
export function exactLength(lengthMs: number): string {
  let restMs = Math.max(SECOND_MS, Math.round(lengthMs / SECOND_MS) * SECOND_MS)
  const said = UNITS.map((unit) => {
    const count = Math.floor(restMs / UNITS_MS[unit])
    restMs -= count * UNITS_MS[unit]
    return count === 0 ? "" : t.time.counted[unit](count)
  })
  return said.filter((words) => words !== "").join(" ")
}

/** A share from 0 to 1 in whole hundredths: 94 %. */
export function percent(share: number): string {
  return new Intl.NumberFormat(locale.value, { style: "percent", maximumFractionDigits: 0 }).format(share)
}

type Unit = "second" | "minute" | "hour" | "day"

function unit(count: number, of: Unit, unitDisplay: "long" | "short" = "long"): string {
  return new Intl.NumberFormat(locale.value, { style: "unit", unit: of, unitDisplay }).format(count)
}

/** Several things as people list them: Ana, Bo and Tomás. */
export function listed(things: readonly string[]): string {
  return new Intl.ListFormat(locale.value).format(things)
}
