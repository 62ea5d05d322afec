import { describe, expect, test } from "vitest"
import { type Attempt, advise, GOAL, peakOf } from "./advice"
import type { Findings } from "./findings"

const QUIET = { kept: 10, missed: 0 }
const hoursWith = (missed: Record<number, number>) =>
  Array.from({ length: 24 }, (_, hour) => ({ ...QUIET, missed: missed[hour] ?? 0 }))

const found = (keptOfHundred: number, more: Partial<Findings> = {}): Findings => ({
  kept: keptOfHundred,
  missed: 100 - keptOfHundred,
  waitsMs: [],
  unanswered: 0,
  hours: [],
  countingHours: hoursWith({ 12: 5, 13: 4, 17: 1 }),
  afterHours: { kept: 0, missed: 0 },
  ...more,
})

/** What is advised to two people who keep so many of a hundred, and how often something was tried. */
function advised(keptNow: number, attempt: (...tried: Parameters<Attempt>) => number, more: Partial<Findings> = {}) {
  let tries = 0
  const attempts = advise(found(keptNow, more), { agents: 2, capacity: 3 }, (...tried) => {
    tries++
    return found(attempt(...tried), more)
  })
  for (;;) {
    const step = attempts.next()
    if (step.done) return { ...step.value, tries }
  }
}

describe("advice", () => {
  test("is one more person at the peak, where that keeps enough", () => {
    const advice = advised(80, ({ agents }, oneMore) => (oneMore ? 96 : 80 + 5 * (agents - 2)))
    expect(advice.peak).toEqual({ from: 12, to: 14, share: 0.96 })
    expect(advice.enough).toEqual({ agents: 5, share: 0.95 })
  })

  test("leaves out the peak where one more there changes nothing", () => {
    expect(advised(80, ({ agents }, oneMore) => (oneMore ? 81 : 80 + 5 * (agents - 2))).peak).toBeNull()
  })

  test("tells that more people do not help, as soon as one more changes nothing, and why", () => {
    const advice = advised(60, () => 61)
    expect(advice.enough).toBeNull()
    expect(advice.inVain).toEqual({ agents: 4, share: 0.61, isAfterHours: false })
    expect(advice.tries).toBe(3)
    const atNight = advised(60, () => 61, { afterHours: { kept: 0, missed: 30 } })
    expect(atNight.inVain?.isAfterHours).toBe(true)
  })

  test("is nothing but what one fewer would keep, where enough is kept", () => {
    const advice = advised(GOAL * 100, () => 70)
    expect(advice).toMatchObject({ peak: null, enough: null, inVain: null, fewer: { agents: 1, share: 0.7 } })
    expect(advice.tries).toBe(1)
  })

  test("is nothing at all where nobody wrote", () => {
    expect(advised(0, () => 0, { kept: 0, missed: 0 }).tries).toBe(0)
  })
})

test("a peak is the fewest hours on end with most of what is missed; what is missed all day has none", () => {
  expect(peakOf(hoursWith({ 12: 9 }))).toEqual({ from: 12, to: 13 })
  expect(peakOf(hoursWith({ 12: 5, 13: 5, 18: 4 }))).toEqual({ from: 12, to: 14 })
  expect(peakOf(hoursWith({ 2: 1, 6: 1, 10: 1, 14: 1, 18: 1, 22: 1 }))).toBeNull()
  expect(peakOf(hoursWith({}))).toBeNull()
})
