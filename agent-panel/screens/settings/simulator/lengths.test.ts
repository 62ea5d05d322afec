import { expect, test } from "vitest"
import { binsOf, percentile, scaleFor, stopsWith } from "./lengths"

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

test("a slider stops at the target that is set, wherever it lies", () => {
  expect(stopsWith(100 * SECOND_MS)).toEqual(expect.arrayContaining([90 * SECOND_MS, 100 * SECOND_MS, 120 * SECOND_MS]))
  expect(stopsWith(120 * SECOND_MS).filter((stop) => stop === 120 * SECOND_MS)).toHaveLength(1)
})

test("the target stands in the first half of the axis", () => {
  for (const targetMs of stopsWith(0).slice(1)) expect(scaleFor(targetMs)).toBeGreaterThanOrEqual(targetMs * 2)
  expect(scaleFor(2 * MINUTE_MS)).toBe(5 * MINUTE_MS)
})

test("each wait has its place, told apart by the target, and the longest share the last", () => {
  const waitsMs = [0, 29, 30, 120, 121, 299, 300, 9_000].map((seconds) => seconds * SECOND_MS)
  const bins = binsOf(waitsMs, 2 * MINUTE_MS, 10)
  expect(bins.map(({ kept }) => kept)).toEqual([2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  expect(bins.map(({ missed }) => missed)).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2])
  expect(bins[4]).toMatchObject({ fromMs: 120 * SECOND_MS, toMs: 150 * SECOND_MS })
})

test("half, and nine of ten, are told by those who waited so long", () => {
  expect([percentile([1, 2, 3, 4], 0.5), percentile([1, 2, 3, 4], 0.9), percentile([], 0.5)]).toEqual([2, 4, 0])
})
