import { expect, test } from "vitest"
import { USUAL_LADDER } from "../ladder"
import type { OpeningHours } from "../protocol/types"
import type { Advice } from "./advice"
import { type Findings, hourIn, keptShare } from "./findings"
import { type Question, reckon } from "./reckon"
import { arrivalsIn, tallyOf } from "./replay"
import { syntheticWeek } from "./synthetic-week"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const MONDAY = Date.parse("2026-01-05T00:00:00+02:00")
const OFFICE = [{ from: "09:00", to: "18:00" }]
const hours: OpeningHours = {
  timeZone: "Europe/Kyiv",
  week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  exceptions: [],
}

const question: Question = {
  week: {
    arrivals: syntheticWeek({
      days: [0, 1, 2, 3, 4, 5, 6].map((day) => MONDAY + day * DAY_MS),
      conversations: 700,
      seed: 5,
    }),
    from: MONDAY,
    until: MONDAY + 8 * DAY_MS,
  },
  rules: { targetMs: 2 * MINUTE_MS, hours: null, ladder: USUAL_LADDER, renewMs: 10 * MINUTE_MS },
  staff: { agents: 1, capacity: 3 },
  timeZone: "Europe/Kyiv",
}

function reckoned(change: Partial<Question> = {}): { findings: Findings; openHours: boolean[]; advice: Advice } {
  return Object.assign({}, ...[...reckon({ ...question, ...change })].filter((each) => each !== null))
}

test("a week comes to what was kept and missed, by the hour in which people wrote", () => {
  const { findings, openHours } = reckoned()
  expect(findings.kept + findings.missed).toBe(700)
  expect(findings.waitsMs).toHaveLength(700 - findings.unanswered)
  expect(findings.hours.reduce((sum, hour) => sum + hour.missed, 0)).toBe(findings.missed)
  const noon = findings.hours[12]
  expect(noon && noon.kept + noon.missed).toBe(
    question.week.arrivals.filter(({ at }) => hourIn("Europe/Kyiv")(at) === 12).length,
  )
  expect(openHours.every((open) => open)).toBe(true)
})

test("what was written at night counts for the hour of the opening, and the hours of most days are the open ones", () => {
  const { findings, openHours } = reckoned({ rules: { ...question.rules, hours } })
  expect(findings.countingHours[3]).toEqual({ kept: 0, missed: 0 })
  expect(findings.afterHours.kept + findings.afterHours.missed).toBeGreaterThan(100)
  expect(openHours.flatMap((open, hour) => (open ? [hour] : []))).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17])
})

test("more people keep more, and what is advised is true when it is tried", () => {
  const { findings, advice } = reckoned()
  const { enough } = advice
  expect(keptShare(findings)).toBeLessThan(0.95)
  expect(enough).not.toBeNull()
  const tried = reckoned({ staff: { agents: enough?.agents ?? 0, capacity: 3 } })
  expect(keptShare(tried.findings)).toBe(enough?.share)
})

test("whoever asked may stop after the first of what is found", () => {
  const steps = reckon(question)
  expect(steps.next().value).toHaveProperty("findings")
  steps.return(undefined)
  expect(steps.next().done).toBe(true)
})

test("what really came is replayed as it was, and whoever was not answered is taken to be like the others", () => {
  const listed = [
    { at: 1, replyMs: 10, handleMs: 100, kept: true },
    { at: 2, replyMs: 30, handleMs: 300, kept: false },
    { at: 3, replyMs: null, handleMs: null, kept: false },
    { at: 4, replyMs: 20, handleMs: 200, kept: null },
  ]
  expect(arrivalsIn(listed)[2]).toEqual({ at: 3, replyMs: 20, handleMs: 200 })
  expect(arrivalsIn(listed).map(({ at }) => at)).toEqual([1, 2, 3, 4])
  expect(tallyOf(listed)).toEqual({ kept: 1, missed: 2 })
  expect(arrivalsIn([{ at: 1, replyMs: null, handleMs: null, kept: null }])).toEqual([
    { at: 1, replyMs: 30_000, handleMs: 300_000 },
  ])
})
