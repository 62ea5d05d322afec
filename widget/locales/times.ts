const HOUR_AND_MINUTE = { hour: "numeric", minute: "2-digit" } as const
const WHOLE_HOURS = { style: "unit", unit: "hour", unitDisplay: "narrow" } as const
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** The visitor's own way to write times, as far as it fits the language of the words. */
function tagFor(tag: string): string {
  // Asked of Intl, because navigator.language may be something that Intl refuses.
  const { locale } = new Intl.DateTimeFormat().resolvedOptions()
  return locale.startsWith(tag) ? locale : tag
}

export function clockTime(at: number, tag: string): string {
  return new Intl.DateTimeFormat(tagFor(tag), HOUR_AND_MINUTE).format(at)
}

/** A moment to come, to the minute, never earlier than it is; with its day where that is not today. */
export function momentToCome(at: number, now: number, tag: string): string {
  const minute = Math.ceil(at / MINUTE_MS) * MINUTE_MS
  if (dayNumber(minute) === dayNumber(now)) return clockTime(minute, tag)
  return new Intl.DateTimeFormat(tagFor(tag), { weekday: "short", ...HOUR_AND_MINUTE }).format(minute)
}

/** Today, Yesterday, or the date. */
export function dayName(at: number, now: number, tag: string): string {
  const days = dayNumber(at) - dayNumber(now)
  const name =
    days >= -1
      ? new Intl.RelativeTimeFormat(tag, { numeric: "auto" }).format(days, "day")
      : new Intl.DateTimeFormat(tagFor(tag), { weekday: "long", day: "numeric", month: "long" }).format(at)
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}

/** What stands in the ring: 1:59, or whole hours where there are many minutes. */
export function countdown(leftMs: number, tag: string): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000))
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 60) return new Intl.NumberFormat(tag, WHOLE_HOURS).format(Math.floor(minutes / 60))
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`
}

/** Days counted in the visitor's own time zone. */
function dayNumber(at: number): number {
  const day = new Date(at)
  return Math.round(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()) / DAY_MS)
}
