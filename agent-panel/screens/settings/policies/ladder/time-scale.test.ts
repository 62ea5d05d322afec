import { expect, test } from "vitest"
import { ticksOf, timeScale } from "./time-scale"

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

test("what is up to twice the target is drawn as far away as it is", () => {
  for (const lastMs of [MINUTE_MS, 150 * SECOND_MS, 4 * MINUTE_MS]) {
    const { placeOf, foldedMs } = timeScale(2 * MINUTE_MS, lastMs)
    expect(foldedMs).toBeNull()
    expect(placeOf(0)).toBe(0)
    expect(placeOf(MINUTE_MS) * 2).toBeCloseTo(placeOf(2 * MINUTE_MS))
    expect(placeOf(lastMs) / placeOf(MINUTE_MS)).toBeCloseTo(lastMs / MINUTE_MS)
    expect(placeOf(lastMs)).toBeLessThanOrEqual(1)
  }
})

test("a step far after the due time leaves most of the line to what is before it", () => {
  const { placeOf, duePlace, foldedMs } = timeScale(2 * MINUTE_MS, HOUR_MS)
  expect(foldedMs).toBe(58 * MINUTE_MS)
  expect(duePlace).toBeGreaterThan(0.5)
  expect(placeOf(MINUTE_MS)).toBeCloseTo(duePlace / 2)
  expect(placeOf(HOUR_MS)).toBe(1)
})

test.each([MINUTE_MS, 3 * MINUTE_MS, HOUR_MS])(
  "a place on the line is the moment that is drawn there (last: %d)",
  (lastMs) => {
    const { placeOf, momentAt } = timeScale(2 * MINUTE_MS, lastMs)
    for (const momentMs of [0, 30 * SECOND_MS, 2 * MINUTE_MS, Math.max(lastMs, 130 * SECOND_MS)]) {
      expect(momentAt(placeOf(momentMs))).toBeCloseTo(momentMs)
    }
    expect(momentAt(-1)).toBe(0)
    expect(placeOf(-SECOND_MS)).toBe(0)
  },
)

test.each([
  [2 * MINUTE_MS, [30, 60, 90]],
  [90 * SECOND_MS, [30, 60]],
  [5 * SECOND_MS, [2, 4]],
  [20 * MINUTE_MS, [300, 600, 900]],
  [HOUR_MS, [900, 1_800, 2_700]],
])("a target of %d ms is marked in lengths that people count in", (targetMs, seconds) => {
  expect(ticksOf(targetMs)).toEqual(seconds.map((second) => second * SECOND_MS))
})

test("no target has more marks than can be read", () => {
  for (let targetMs = SECOND_MS; targetMs <= 7 * 24 * HOUR_MS; targetMs = Math.ceil(targetMs * 1.1)) {
    expect(ticksOf(targetMs).length).toBeLessThanOrEqual(3)
  }
})
