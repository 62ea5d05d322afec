import type { Moment, Words } from "./words"

const HOUR_AND_MINUTE = { hour: "numeric", minute: "2-digit" } as const
const DATE = { day: "numeric", month: "long" } as const
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const WEEK_IN_DAYS = 7
/** So near, the time alone says which day is meant: one o'clock, said at midnight. */
const NEAR_MS = 6 * HOUR_MS

/** The visitor's own way to write times, as far as it fits the language of the words. */
function tagFor(tag: string): string {
  // Asked of Intl, because navigator.language may be something that Intl refuses.
  const { locale } = new Intl.DateTimeFormat().resolvedOptions()
  return locale.startsWith(tag) ? locale : tag
}

export function clockTime(at: number, tag: string): string {
  return new Intl.DateTimeFormat(tagFor(tag), HOUR_AND_MINUTE).format(at)
}

/** When it is read, and when it was said. */
type Told = { now: number; saidAt: number }

/** By when, to the minute and never earlier than it is. Midnight ends its day. */
export function deadline(at: number, words: Words, told: Told): Moment {
  const minute = Math.ceil(at / MINUTE_MS) * MINUTE_MS
  return { time: clockTime(minute, words.tag), day: dayOf(minute - 1, words, told) }
}

/** From when on. */
export function opening(at: number, words: Words, now: number): Moment {
  return { time: clockTime(at, words.tag), day: dayOf(at, words, { now, saidAt: now }) }
}

/** The day of a moment, where whoever is told of it must know it. */
function dayOf(at: number, { tag, on }: Words, { now, saidAt }: Told): string | null {
  if (Math.abs(at - saidAt) < NEAR_MS || dayNumber(at) === dayNumber(saidAt)) return null
  const days = dayNumber(at) - dayNumber(now)
  if (days === 1) return relativeDay(days, tag)
  const style = Math.abs(days) < WEEK_IN_DAYS ? ({ weekday: "long" } as const) : DATE
  return on(new Intl.DateTimeFormat(tagFor(tag), style).format(at))
}

const relativeDay = (days: number, tag: string) =>
  new Intl.RelativeTimeFormat(tag, { numeric: "auto" }).format(days, "day")

/** Today, Yesterday, or the date. */
export function dayName(at: number, now: number, tag: string): string {
  const days = dayNumber(at) - dayNumber(now)
  const name =
    days >= -1 ? relativeDay(days, tag) : new Intl.DateTimeFormat(tagFor(tag), { weekday: "long", ...DATE }).format(at)
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}

/** What stands in the ring: 1:59, or whole hours or days where there are many. */
export function countdown(leftMs: number, tag: string): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000))
  const minutes = Math.floor(seconds / 60)
  const whole = (unit: "hour" | "day", count: number) =>
    new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "narrow" }).format(Math.floor(count))
  if (leftMs > 2 * DAY_MS) return whole("day", leftMs / DAY_MS)
  if (minutes >= 60) return whole("hour", minutes / 60)
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`
}

/** Days counted in the visitor's own time zone. */
function dayNumber(at: number): number {
  const day = new Date(at)
  return Math.round(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()) / DAY_MS)
}
