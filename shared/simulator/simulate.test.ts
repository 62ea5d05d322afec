import { describe, expect, test } from "vitest"
import { USUAL_LADDER } from "../ladder"
import type { OpeningHours } from "../protocol/types"
import type { Arrival, CrewMember } from "./course"
import { createTrial } from "./simulate"
import { syntheticWeek } from "./synthetic-week"
import type { Rules } from "./wait"

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const MONDAY = Date.parse("2026-01-05T00:00:00Z")
const UNTIL = MONDAY + 2 * DAY_MS

const rules: Rules = { targetMs: 2 * MINUTE_MS, hours: null, ladder: USUAL_LADDER, renewMs: 10 * MINUTE_MS }
const ALWAYS = [{ from: MONDAY, to: Number.POSITIVE_INFINITY }]

const ana: CrewMember = { id: "ana", capacity: 1, acceptMs: 5 * SECOND_MS, onDuty: ALWAYS }
const bo: CrewMember = { ...ana, id: "bo" }
const asleep: CrewMember = { ...ana, id: "aaron", acceptMs: DAY_MS }

const at = (afterMs: number, replyMs = 20 * SECOND_MS, handleMs = 5 * MINUTE_MS): Arrival => ({
  at: MONDAY + afterMs,
  replyMs,
  handleMs,
})

/** How long each waits, in seconds; null where nobody answers. */
function waits(arrivals: Arrival[], crew: CrewMember[], change: Partial<Rules> = {}): (number | null)[] {
  const outcomes = createTrial({ arrivals, from: MONDAY, until: UNTIL }, { ...rules, ...change }).run(crew)
  return outcomes.map(({ waitedMs }) => waitedMs && waitedMs / SECOND_MS)
}

describe("whoever writes", () => {
  test("waits until somebody has accepted and written", () => {
    expect(waits([at(0)], [ana])).toEqual([25])
  })

  test("is asked on where the first one is silent", () => {
    expect(waits([at(0)], [asleep, bo])).toEqual([30 + 5 + 20])
  })

  test("waits for a place where everybody is busy, and has the next one that is free", () => {
    const [first, second] = waits([at(0), at(10 * SECOND_MS)], [ana])
    // Five minutes after the first reply it is resolved; by then everybody is rung, and Ana reaches for it.
    expect([first, second]).toEqual([25, 25 + 300 - 10 + 5 + 20])
  })

  test("is taken from who reads for too long, and answered by the next", () => {
    const slow = at(0, 55 * SECOND_MS)
    expect(waits([slow], [ana], { targetMs: 10 * MINUTE_MS })).toEqual([60])
    const [waited] = waits([slow], [ana, bo])
    expect(waited).toBeGreaterThan(60)
  })

  test("at night waits for the morning, and no time passes until then", () => {
    const week = [1, 2, 3, 4, 5, 6, 7].map(() => [{ from: "09:00", to: "18:00" }])
    const hours: OpeningHours = { timeZone: "UTC", week, exceptions: [] }
    const { openTime, run } = createTrial(
      { arrivals: [at(2 * HOUR_MS)], from: MONDAY, until: UNTIL },
      { ...rules, hours },
    )
    const [outcome] = run([{ ...ana, onDuty: openTime.stretchesUntil(UNTIL) }])
    expect(outcome).toMatchObject({ countsFrom: MONDAY + 9 * HOUR_MS, waitedMs: 25 * SECOND_MS, state: "met" })
  })

  test("just before closing is asked of the same person in the morning", () => {
    const week = [1, 2, 3, 4, 5, 6, 7].map(() => [{ from: "09:00", to: "18:00" }])
    const hours: OpeningHours = { timeZone: "UTC", week, exceptions: [] }
    const justBefore = at(18 * HOUR_MS - 10 * SECOND_MS, 20 * SECOND_MS)
    const { openTime, run } = createTrial({ arrivals: [justBefore], from: MONDAY, until: UNTIL }, { ...rules, hours })
    const [outcome] = run([{ ...ana, onDuty: openTime.stretchesUntil(UNTIL) }])
    // Ten seconds in the evening; in the morning five to accept and twenty to write, instead of a ring after a minute.
    expect(outcome).toMatchObject({ waitedMs: 35 * SECOND_MS, state: "met" })
  })

  test("has no answer where nobody is there, which is missed; where it never opens nothing is owed", () => {
    expect(waits([at(0)], [])).toEqual([null])
    const states = (hours: OpeningHours | null) =>
      createTrial({ arrivals: [at(0)], from: MONDAY, until: UNTIL }, { ...rules, hours })
        .run([])
        .map(({ state }) => state)
    expect(states(null)).toEqual(["breached"])
    expect(states({ timeZone: "UTC", week: [[], [], [], [], [], [], []], exceptions: [] })).toEqual([null])
  })
})

test("who misses two offers in a row is away, and back five minutes later", () => {
  const busy = at(0, 20 * SECOND_MS, 4 * MINUTE_MS)
  const arrivals = [busy, at(60 * SECOND_MS), at(120 * SECOND_MS), at(15 * MINUTE_MS)]
  const outcomes = waits(arrivals, [asleep, { ...bo, capacity: 5 }])
  // Aaron is asked first as long as he is not away: whoever writes then waits for the next step.
  expect(outcomes).toEqual([55, 55, 25, 55])
})

test("the same seed gives the same week, in the order in which people write", () => {
  const days = [MONDAY, MONDAY + DAY_MS]
  const week = syntheticWeek({ days, conversations: 200, seed: 3 })
  expect(week).toEqual(syntheticWeek({ days, conversations: 200, seed: 3 }))
  expect(week).not.toEqual(syntheticWeek({ days, conversations: 200, seed: 4 }))
  expect(week.map((arrival) => arrival.at)).toEqual(week.map((arrival) => arrival.at).sort((one, other) => one - other))
  const atLunch = week.filter((arrival) => [12, 13].includes(new Date(arrival.at).getUTCHours()))
  expect(atLunch.length).toBeGreaterThan(200 * 0.2)
})
