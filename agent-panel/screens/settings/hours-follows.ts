import { Temporal } from "temporal-polyfill"
import { addOpenTime, isOpen, nextClosing, nextOpening } from "../../../shared/opening-hours"
import type { OpeningHours } from "../../../shared/protocol/types"
import { dayIn } from "../../locales/format"
import { type SaidMoment, words } from "../../locales/settings"
import { ownTimeZone } from "../../state/settings-hours"

const MINUTE_MS = 60_000

/** What hours mean, told by whoever writes at the hardest moment: just before closing, or now that it is closed. */
export function whatFollows(hours: OpeningHours | null, targetMs: number, now: number): string {
  const inZone = (at: number) => momentIn(hours, at, now)
  if (!isOpen(hours, now)) {
    const opens = nextOpening(hours, now)
    if (opens === null) return words.hours.never
    return words.hours.closedNow(inZone(opens), answer(addOpenTime(hours, now, targetMs)))
  }
  const closes = nextClosing(hours, now)
  if (closes === null) return words.hours.openOn(answer(addOpenTime(hours, now, targetMs)))
  const asks = Math.max(now, closes - Math.min(MINUTE_MS, targetMs / 2))
  return words.hours.openNow(inZone(asks), answer(addOpenTime(hours, asks, targetMs)))

  function answer(at: number | null) {
    return at === null ? null : inZone(at)
  }
}

/** On the clocks of the hours' zone; without hours on those here. */
export function momentIn(hours: OpeningHours | null, at: number, now: number): SaidMoment {
  const timeZone = hours?.timeZone ?? ownTimeZone()
  const zoned = zonedAt(timeZone, at)
  const days = zonedAt(timeZone, now).toPlainDate().until(zoned.toPlainDate()).days
  return { time: timeText(zoned), day: dayText(days) }

  function dayText(ahead: number): string | null {
    if (ahead === 0) return null
    if (ahead === 1) return words.hours.tomorrow
    return ahead < 7 ? (words.hours.onDays[zoned.dayOfWeek - 1] ?? null) : words.hours.onDate(dayIn(timeZone, at))
  }
}

export const zonedAt = (timeZone: string, at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)

export const timeText = (zoned: Temporal.ZonedDateTime) => zoned.toPlainTime().toString({ smallestUnit: "minute" })
