import { describe, expect, test } from "vitest"
import { ladderOf, stepsOf, USUAL_LADDER } from "./ladder"
import { addOpenTime } from "./opening-hours"
import type { OpeningHours } from "./protocol/types"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const always = (at: number, openMs: number) => at + openMs

describe("the steps of a ladder", () => {
  const timer = { startedAt: 1_000, targetMs: 120_000, dueAt: 121_000 }

  test("the usual one asks at once, again at a quarter, all at half, tells supervisors before and the visitor after", () => {
    expect(stepsOf(USUAL_LADDER, timer, always)).toEqual([
      { action: "offer", dueAt: 1_000 },
      { action: "offer", dueAt: 31_000 },
      { action: "ring", dueAt: 61_000 },
      { action: "escalate", dueAt: 91_000 },
      // A reply in the millisecond it is due is in time (T2).
      { action: "tell", dueAt: 121_001 },
    ])
  })

  test("steps are taken so long before or after the due time too, in the order of their times", () => {
    const steps = stepsOf(
      [
        { at: { afterDueMs: 60_000 }, do: "ring" },
        { at: { beforeDueMs: 20_000 }, do: "escalate" },
        { at: { share: 0 }, do: "offer" },
        { at: { beforeDueMs: 600_000 }, do: "ring" },
        { at: { share: 1.5 }, do: "tell" },
      ],
      timer,
      always,
    )
    expect(steps.map(({ action, dueAt }) => [action, dueAt])).toEqual([
      ["offer", 1_000],
      ["ring", 1_000],
      ["escalate", 101_000],
      ["ring", 181_001],
      ["tell", 181_001],
    ])
  })

  test("at night nobody is asked before the morning, and shares are shares of open time", () => {
    const hours: OpeningHours = {
      timeZone: "Europe/Kyiv",
      week: Array.from({ length: 7 }, () => [{ from: "09:00", to: "18:00" }]),
      exceptions: [],
    }
    const open = (at: number, ms: number) => addOpenTime(hours, at, ms)
    const evening = Date.parse("2026-01-06T17:59:00+02:00")
    const dueAt = Date.parse("2026-01-07T09:01:00+02:00")
    const steps = stepsOf(USUAL_LADDER, { startedAt: evening, targetMs: 2 * MINUTE_MS, dueAt }, open)
    const night = Date.parse("2026-01-06T23:00:00+02:00")
    const opening = Date.parse("2026-01-07T09:00:00+02:00")
    expect(steps.map((step) => step.dueAt)).toEqual([
      evening,
      evening + 30_000,
      evening + 60_000,
      opening + 30_000,
      dueAt + 1,
    ])
    const atNight = { startedAt: night, targetMs: 2 * MINUTE_MS, dueAt: opening + 2 * MINUTE_MS }
    expect(stepsOf(USUAL_LADDER, atNight, open)[0]).toEqual({ action: "offer", dueAt: opening })
  })

  test("an agent is reminded of a promise a quarter of an hour before, or half way to one that is soon", () => {
    const inADay = { startedAt: 0, targetMs: 24 * HOUR_MS, dueAt: 24 * HOUR_MS }
    expect(
      stepsOf(ladderOf("promise", [], inADay.targetMs), inADay, always).map(({ action, dueAt }) => [action, dueAt]),
    ).toEqual([
      ["remind", 24 * HOUR_MS - 15 * MINUTE_MS],
      ["escalate", 24 * HOUR_MS + 1],
      ["tell", 24 * HOUR_MS + 1],
    ])
    const soon = { startedAt: 0, targetMs: 10 * MINUTE_MS, dueAt: 10 * MINUTE_MS }
    expect(stepsOf(ladderOf("promise", [], soon.targetMs), soon, always)[0]).toEqual({
      action: "remind",
      dueAt: 5 * MINUTE_MS,
    })
  })
})
