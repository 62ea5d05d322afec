const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** Targets that a slider stops at: close to one another where chats are answered, far apart beyond. */
const STOPS_MS = [
  ...[15, 20, 30, 45].map((seconds) => seconds * SECOND_MS),
  ...[1, 1.5, 2, 2.5, 3, 4, 5, 7, 10, 15, 20, 30, 45].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 4, 8, 24].map((hours) => hours * HOUR_MS),
]

/** The stops, and between them the target that is set. */
export function stopsWith(targetMs: number): number[] {
  return [...new Set([...STOPS_MS, targetMs])].sort((one, other) => one - other)
}

/** How long the axis of waits is: the target stands in its first half, and what is a little too late is seen. */
const SCALES_MS = [2, 5, 10, 20, 60, 120, 240, 480, 1_440, 4_320].map((minutes) => minutes * MINUTE_MS)
const TARGETS_IN_SCALE = 2.5

export function scaleFor(targetMs: number): number {
  return SCALES_MS.find((scaleMs) => scaleMs >= targetMs * TARGETS_IN_SCALE) ?? targetMs * TARGETS_IN_SCALE
}

export type Bin = { fromMs: number; toMs: number; kept: number; missed: number }

/** Waits side by side, in steps of one length; the last of them holds whatever is longer than the scale. */
export function binsOf(waitsMs: readonly number[], targetMs: number, count: number): Bin[] {
  const stepMs = scaleFor(targetMs) / count
  const bins = Array.from({ length: count + 1 }, (_, index): Bin => {
    return { fromMs: index * stepMs, toMs: index === count ? Infinity : (index + 1) * stepMs, kept: 0, missed: 0 }
  })
  for (const waitMs of waitsMs) {
    const bin = bins[Math.min(count, Math.floor(waitMs / stepMs))]
    if (bin) bin[waitMs <= targetMs ? "kept" : "missed"]++
  }
  return bins
}

/** What so large a part of them did not exceed. */
export function percentile(sortedMs: readonly number[], share: number): number {
  return sortedMs[Math.max(0, Math.ceil(sortedMs.length * share) - 1)] ?? 0
}
