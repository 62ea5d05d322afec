import fc from "fast-check"
import { expect, test } from "vitest"
import { createMoments } from "./moments"

test("whatever is put in comes out by its moment, and of one moment in the order it was put in", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (ats) => {
      const moments = createMoments<number>()
      for (const [index, at] of ats.entries()) moments.put(at, index)
      const taken: number[] = []
      for (let next = moments.take(20); next !== null; next = moments.take(20)) taken.push(next)
      const sorted = [...ats.keys()].sort((one, other) => (ats[one] ?? 0) - (ats[other] ?? 0) || one - other)
      expect(taken).toEqual(sorted)
    }),
  )
})

test("nothing comes out before its moment, and what is needed no more is forgotten", () => {
  const moments = createMoments<string>()
  moments.put(5, "late")
  moments.put(3, "needless")
  expect([moments.nextAt(), moments.take(2)]).toEqual([3, null])
  moments.forget((what) => what === "needless")
  expect([moments.nextAt(), moments.take(5), moments.nextAt()]).toEqual([5, "late", Number.POSITIVE_INFINITY])
})
