import { expect, test } from "vitest"
import { strokes } from "./strokes"

const rests = (all: readonly { inMs: number }[]) =>
  all.slice(1).map(({ inMs }, index) => inMs - (all[index]?.inMs ?? 0))

test("a ring begins at once, and each stroke comes sooner and higher than the one before", () => {
  const all = strokes({ passedMs: 0, lengthMs: 45_000 })
  expect(all[0]).toEqual({ inMs: 0, rise: 0 })
  expect(all.length).toBeGreaterThan(6)
  expect(rests(all)).toEqual([...rests(all)].sort((one, other) => other - one))
  expect(all.map(({ rise }) => rise)).toEqual(all.map(({ rise }) => rise).sort((one, other) => one - other))
  expect(all.at(-1)?.rise).toBeGreaterThan(0.9)
})

test("who comes in the middle hears it as high as it is by then, and only what is left", () => {
  const all = strokes({ passedMs: 30_000, lengthMs: 45_000 })
  expect(all[0]).toEqual({ inMs: 0, rise: 2 / 3 })
  expect(Math.max(...all.map(({ inMs }) => inMs))).toBeLessThan(15_000)
})

test("a long ring does not nag: it has no more strokes than a short one", () => {
  expect(strokes({ passedMs: 0, lengthMs: 30 * 60_000 }).length).toBeLessThan(12)
  expect(Math.min(...rests(strokes({ passedMs: 0, lengthMs: 10_000 })))).toBeGreaterThanOrEqual(2_500)
})

test("a ring that is over is silent", () => {
  expect(strokes({ passedMs: 45_000, lengthMs: 45_000 })).toEqual([])
})
