import { words } from "../../locales/settings"
import type { Hours } from "../../state/settings-hours"

/** The hours of a day on one line. */
export function hoursInWords(hours: readonly Hours[]): string {
  if (hours.length === 0) return words.hours.closed
  return hours.map(({ from, to }) => `${from} – ${to}`).join(", ")
}
