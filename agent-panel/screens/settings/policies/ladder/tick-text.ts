import { t } from "../../../../locales"
import { clockText } from "../../../../locales/format"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A moment below the line, as short as it can be said among others so far apart: 0:30, 15m, 1h30m. */
export function tickText(momentMs: number, tickMs: number): string {
  if (tickMs % MINUTE_MS !== 0 && momentMs < HOUR_MS) return clockText(momentMs)
  const parts = [
    [Math.floor(momentMs / DAY_MS), t.time.dayLetter],
    [Math.floor((momentMs % DAY_MS) / HOUR_MS), t.time.hourLetter],
    [Math.floor((momentMs % HOUR_MS) / MINUTE_MS), t.time.minuteLetter],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, letter]) => `${count}${letter}`)
    .join("")
}
