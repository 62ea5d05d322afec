const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Lengths that people count in. */
const TICKS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  DAY_MS,
  2 * DAY_MS,
]
const MOST_PARTS = 4

/** So much of the target is drawn after the due time, where no step lies later. */
const USUAL_END = 4 / 3
/** Steps up to here are drawn as far away as they are. */
const FAR_END = 2
/** Where the due time stands when what is after it is drawn to a smaller scale. */
const FOLDED_DUE_PLACE = 0.6

/** A line from the message (0) to its end (1). It is one scale; where a step lies far after the due time, that part has its own. */
export type TimeScale = {
  duePlace: number
  /** How long after the due time the line ends, where that part has a scale of its own; null where it has not. */
  foldedMs: number | null
  placeOf(momentMs: number): number
  momentAt(place: number): number
}

export function timeScale(targetMs: number, lastMs: number): TimeScale {
  const end = [USUAL_END, FAR_END].find((each) => lastMs <= each * targetMs)
  const duePlace = end === undefined ? FOLDED_DUE_PLACE : 1 / end
  const afterMs = end === undefined ? lastMs - targetMs : targetMs * (end - 1)
  return {
    duePlace,
    foldedMs: end === undefined ? afterMs : null,
    placeOf: (momentMs) =>
      within(
        momentMs <= targetMs
          ? (momentMs / targetMs) * duePlace
          : duePlace + ((momentMs - targetMs) / afterMs) * (1 - duePlace),
      ),
    momentAt(place) {
      const at = within(place)
      if (at <= duePlace) return (at / duePlace) * targetMs
      return targetMs + ((at - duePlace) / (1 - duePlace)) * afterMs
    },
  }
}

const within = (place: number) => Math.min(1, Math.max(0, place))

/** The moments between the message and the due time that are named below the line. */
export function ticksOf(targetMs: number): number[] {
  const tickMs = TICKS_MS.find((each) => targetMs / each <= MOST_PARTS) ?? targetMs
  const count = Math.ceil(targetMs / tickMs) - 1
  return Array.from({ length: count }, (_, index) => (index + 1) * tickMs)
}
