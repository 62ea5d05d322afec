import { Temporal } from "temporal-polyfill"
import type { OpeningHours } from "./protocol/types"

/** A stretch of open time, from one moment to just before another (ms since the epoch). */
export type Stretch = { from: number; to: number }

type Hours = OpeningHours["week"][number][number]

/** Whoever opens an hour a week keeps the longest target within this; beyond it a site counts as closed for good. */
const HORIZON_DAYS = 1_500
const WEEK_MS = 7 * 86_400_000

/** Whether a site answers at a moment. Null hours mean always. */
export function isOpen(hours: OpeningHours | null, at: number): boolean {
  if (hours === null) return true
  const [next] = stretchesFrom(hours, at)
  return next !== undefined && next.from <= at
}

/** The moment of the next opening after `at`; null while it is open, and where none will come. */
export function nextOpening(hours: OpeningHours | null, at: number): number | null {
  if (hours === null) return null
  const [next] = stretchesFrom(hours, at)
  return next !== undefined && next.from > at ? next.from : null
}

/**
 * The moment at which the stretch ends that is open at `at`, or else the next one. Null where none will come, and
 * where it is open for more than a week on end.
 */
export function nextClosing(hours: OpeningHours | null, at: number): number | null {
  if (hours === null) return null
  let opens: number | null = null
  let closes = at
  for (const { from, to } of stretchesFrom(hours, at)) {
    if (opens !== null && from > closes) return closes
    opens ??= from
    closes = to
    if (closes - opens > WEEK_MS) return null
  }
  return opens === null ? null : closes
}

/**
 * The moment at which `openMs` of open time have passed since `at`. While it is closed no time passes, so what begins
 * at night begins to count in the morning. Null where a site will not be open for that long.
 */
export function addOpenTime(hours: OpeningHours | null, at: number, openMs: number): number | null {
  return hours === null ? at + openMs : addOver(stretchesFrom(hours, at), at, openMs)
}

function addOver(stretches: Iterable<Stretch>, at: number, openMs: number): number | null {
  let leftMs = openMs
  for (const { from, to } of stretches) {
    if (to <= at) continue
    const begins = Math.max(at, from)
    if (leftMs <= to - begins) return begins + leftMs
    leftMs -= to - begins
  }
  return null
}

/** How much of the time between two moments a site was open, ms. */
export function openTimeBetween(hours: OpeningHours | null, from: number, to: number): number {
  return hours === null ? Math.max(0, to - from) : openTimeOf(stretchesFrom(hours, from), from, to)
}

function openTimeOf(stretches: Iterable<Stretch>, from: number, to: number): number {
  let sumMs = 0
  for (const stretch of stretches) {
    if (stretch.from >= to) break
    sumMs += Math.max(0, Math.min(to, stretch.to) - Math.max(from, stretch.from))
  }
  return sumMs
}

/** What `addOpenTime` and `openTimeBetween` say of one site, and when it is open. */
export type OpenTime = {
  add(at: number, openMs: number): number | null
  between(from: number, to: number): number
  /** The stretches that begin before a moment; what goes on over midnight is one. */
  stretchesUntil(at: number): Stretch[]
}

/** The open time of one site from a moment on, found once: for whoever asks of one week a thousand times. */
export function openTimeFrom(hours: OpeningHours | null, from: number): OpenTime {
  const stretches = hours === null ? [{ from, to: Number.POSITIVE_INFINITY }] : remembered(stretchesFrom(hours, from))
  return {
    add: (at, openMs) => addOver(stretches, at, openMs),
    between: (one, other) => openTimeOf(stretches, one, other),
    stretchesUntil(at) {
      const joined: Stretch[] = []
      for (const { from: begins, to } of stretches) {
        if (begins >= at) break
        const last = joined.at(-1)
        if (last?.to === begins) last.to = to
        else joined.push({ from: begins, to })
      }
      return joined
    },
  }
}

/** What a source gave stays known, so that it can be gone through again. */
function remembered<T>(source: Iterator<T>): Iterable<T> {
  const known: T[] = []
  return {
    *[Symbol.iterator]() {
      for (let index = 0; ; index++) {
        if (index === known.length) {
          const next = source.next()
          if (next.done) return
          known.push(next.value)
        }
        yield known[index] as T
      }
    },
  }
}

/** Stretches from `at` on, in order, none over another. They are found one by one: a site that never closes has no last. */
function* stretchesFrom(hours: OpeningHours, at: number): Generator<Stretch> {
  let reached = at
  // What began yesterday may last beyond midnight.
  let date = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(hours.timeZone)
    .toPlainDate()
    .subtract({ days: 1 })
  if (!opensFrom(hours, date)) return
  for (let day = 0; day < HORIZON_DAYS; day++, date = date.add({ days: 1 })) {
    for (const { from, to } of stretchesOf(hours, date)) {
      if (to <= reached) continue
      yield { from: Math.max(from, reached), to }
      reached = to
    }
  }
}

/** Whether there is a day to look for at all: what is over opens nothing any more. */
function opensFrom({ week, exceptions }: OpeningHours, date: Temporal.PlainDate): boolean {
  return (
    week.some((day) => day.length > 0) || exceptions.some((day) => day.hours.length > 0 && day.date >= date.toString())
  )
}

/** The stretches that begin on a date: the exception's where there is one, the weekday's otherwise. */
function stretchesOf(hours: OpeningHours, date: Temporal.PlainDate): Stretch[] {
  const exception = hours.exceptions.find((each) => each.date === date.toString())
  const day = exception?.hours ?? hours.week[date.dayOfWeek - 1] ?? []
  return day
    .map((each) => stretchOf(hours.timeZone, date, each))
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from)
}

function stretchOf(timeZone: string, date: Temporal.PlainDate, { from, to }: Hours): Stretch {
  const endDate = to <= from ? date.add({ days: 1 }) : date
  return { from: momentOf(timeZone, date, from, "earlier"), to: momentOf(timeZone, endDate, to, "later") }
}

const MIDNIGHT_AT_THE_END = "24:00"

/**
 * When a clock on the wall shows a time of day. Where the clock shows it twice, `which` tells; where it leaps over it,
 * the moment of the leap.
 */
function momentOf(timeZone: string, date: Temporal.PlainDate, time: string, which: "earlier" | "later"): number {
  if (time === MIDNIGHT_AT_THE_END) return momentOf(timeZone, date.add({ days: 1 }), "00:00", which)
  const wanted = date.toPlainDateTime(time)
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: which })
  if (found.toPlainDateTime().equals(wanted)) return found.epochMilliseconds
  const after = wanted.toZonedDateTime(timeZone, { disambiguation: "later" })
  // The leap may be this very moment, and only an earlier one is found before it.
  return after.add({ milliseconds: 1 }).getTimeZoneTransition("previous")?.epochMilliseconds ?? after.epochMilliseconds
}
