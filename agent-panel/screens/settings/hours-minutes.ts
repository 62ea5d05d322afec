import type { Hours } from "../../state/settings-hours"

export const DAY_MINUTES = 24 * 60

/** Hours in minutes from the midnight before them: those that end past midnight end after `DAY_MINUTES`. */
export function inMinutes({ from, to }: Hours): { from: number; to: number } | null {
  if (from === "" || to === "") return null
  const start = minutesOf(from)
  const end = minutesOf(to)
  return { from: start, to: end <= start ? end + DAY_MINUTES : end }
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number)
  return hours * 60 + minutes
}
