import { expect, test } from "vitest"
import { VERA, VIKTOR } from "./cast"
import type { Story } from "./story"
import { week } from "./week"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Noon, midnight and the small hours: the week is believable whenever it is made. */
const MOMENTS = [new Date(2026, 10, 23, 12, 30), new Date(2026, 5, 1, 0, 0), new Date(2027, 2, 28, 4, 40)].map(Number)

const asked = ({ steps }: Story) => steps[0]?.at ?? 0
const answered = ({ steps }: Story) => steps.find(({ does }) => does === "answer")?.at
const isResolved = ({ steps }: Story) => steps.at(-1)?.does === "resolve"

test.each(MOMENTS)("a week has about 150 conversations, none of them in the future (%#)", (now) => {
  const stories = week(now)
  expect(stories.length).toBeGreaterThan(130)
  expect(stories.length).toBeLessThan(190)
  for (const { steps } of stories) expect(Math.max(...steps.map(({ at }) => at))).toBeLessThanOrEqual(now)
})

test.each(MOMENTS)("some promises are kept, some are missed, and most conversations are over (%#)", (now) => {
  const stories = week(now)
  const waits = stories.flatMap((story) => (answered(story) ?? now) - asked(story))
  const missed = waits.filter((wait) => wait > 2 * MINUTE_MS).length / waits.length
  expect(missed).toBeGreaterThan(0.08)
  expect(missed).toBeLessThan(0.35)
  expect(stories.filter(isResolved).length / stories.length).toBeGreaterThan(0.75)
})

test("more people begin over lunch than in any other two hours", () => {
  const [now = 0] = MOMENTS
  const hours = week(now).map((story) => new Date(asked(story)).getHours())
  const lunch = hours.filter((hour) => hour === 12 || hour === 13).length
  for (const from of [8, 10, 14, 16, 18, 20]) {
    expect(hours.filter((hour) => hour === from || hour === from + 1).length).toBeLessThan(lunch)
  }
})

test("at this moment some wait in time, Vera among them, and Viktor waits too long", () => {
  const [now = 0] = MOMENTS
  const waiting = week(now).filter((story) => answered(story) === undefined && asked(story) > now - HOUR_MS)
  const sinceMs = new Map(waiting.map((story) => [story.guest, now - asked(story)]))
  expect(sinceMs.get(VERA)).toBeLessThan(2 * MINUTE_MS)
  expect(sinceMs.get(VIKTOR)).toBeGreaterThan(2 * MINUTE_MS)
  expect(waiting.length).toBeGreaterThanOrEqual(6)
})

test("nobody has two conversations at once, and what is said stands in order", () => {
  for (const now of MOMENTS) {
    const until = new Map<unknown, number>()
    for (const story of week(now).sort((one, other) => asked(one) - asked(other))) {
      expect(asked(story)).toBeGreaterThan(until.get(story.guest) ?? 0)
      until.set(story.guest, isResolved(story) ? (story.steps.at(-1)?.at ?? 0) : Number.POSITIVE_INFINITY)
      const times = story.steps.map(({ at }) => at)
      expect(times).toEqual([...times].sort((one, other) => one - other))
    }
  }
})

test("nobody asks the same thing twice in a row", () => {
  for (const now of MOMENTS) {
    const last = new Map<unknown, unknown>()
    for (const { guest, dialogue } of week(now).sort((one, other) => asked(one) - asked(other))) {
      expect(dialogue).not.toBe(last.get(guest))
      last.set(guest, dialogue)
    }
  }
})

test("the same moment makes the same week, with no gap left to fill", () => {
  const [now = 0] = MOMENTS
  expect(week(now)).toEqual(week(now))
  expect(JSON.stringify(week(now).map(({ steps }) => steps))).not.toMatch(/[{](book|order|city)[}]/)
})
