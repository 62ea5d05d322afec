import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { byUrgency, shareLeft, timeLeftMs, urgency, verdict, waitingTimer } from "./timer"

const timer = (stoppedAt: number | null = null) => ({
  kind: "first-touch" as const,
  startedAt: 0,
  targetMs: 120_000,
  dueAt: 120_000,
  stoppedAt,
})

describe("verdict", () => {
  test("a timer runs until it is due, and in that very millisecond (T2)", () => {
    expect(verdict(timer(), 119_999).state).toBe("running")
    expect(verdict(timer(), 120_000).state).toBe("running")
    expect(verdict(timer(120_000), 500_000)).toEqual({ state: "met", breachedAt: null })
  })

  test("a breach is dated to the due time, whenever it is noticed (T3, T4)", () => {
    expect(verdict(timer(), 120_001)).toEqual({ state: "breached", breachedAt: 120_000 })
    expect(verdict(timer(), 9_999_999)).toEqual({ state: "breached", breachedAt: 120_000 })
    expect(verdict(timer(120_001), 9_999_999)).toEqual({ state: "breached", breachedAt: 120_000 })
  })

  test("a stopped timer's verdict never changes, and a running one's only once", () => {
    const moments = fc.tuple(fc.nat(300_000), fc.nat(300_000), fc.nat(300_000))
    fc.assert(
      fc.property(moments, ([stoppedAt, earlier, later]) => {
        const [first, second] = [Math.min(earlier, later), Math.max(earlier, later)]
        expect(verdict(timer(stoppedAt), first)).toEqual(verdict(timer(stoppedAt), second))
        if (verdict(timer(), first).state === "breached") expect(verdict(timer(), second).state).toBe("breached")
      }),
    )
  })
})

describe("time left", () => {
  test("counts down to the due time and beyond it, and stands still once stopped", () => {
    expect(timeLeftMs(timer(), 30_000)).toBe(90_000)
    expect(timeLeftMs(timer(), 150_000)).toBe(-30_000)
    expect(timeLeftMs(timer(60_000), 999_999)).toBe(60_000)
  })

  test("the ring empties from full to nothing and no further", () => {
    expect([shareLeft(timer(), 0), shareLeft(timer(), 60_000), shareLeft(timer(), 999_999)]).toEqual([1, 0.5, 0])
    expect(shareLeft({ ...timer(), dueAt: 0 }, 0)).toBe(0)
  })

  test("a wait is calm, then soon, then late", () => {
    expect([0, 90_000, 90_001, 120_000, 120_001].map((now) => urgency(timer(), now))).toEqual([
      "calm",
      "calm",
      "soon",
      "soon",
      "late",
    ])
  })
})

describe("who must be answered next", () => {
  const conversation = (id: string, dueAt: number | null, updatedAt = 0) => ({
    id,
    updatedAt,
    timers: dueAt === null ? [] : [{ ...timer(), dueAt }],
  })

  test("the earliest due time comes first, then those that wait for nothing, newest first", () => {
    const sorted = [
      conversation("quiet", null, 5),
      conversation("later", 300),
      conversation("newer", null, 9),
      conversation("next", 200),
    ].sort(byUrgency)
    expect(sorted.map(({ id }) => id)).toEqual(["next", "later", "newer", "quiet"])
  })

  test("the order is one and the same from whichever side it is asked", () => {
    const [one, other] = [conversation("a", 200), conversation("b", 200)]
    expect([byUrgency(one, other), byUrgency(other, one), byUrgency(one, { ...one })]).toEqual([-1, 1, 0])
  })

  test("a stopped timer keeps nobody waiting", () => {
    expect(waitingTimer([timer(5)])).toBeNull()
    expect(waitingTimer([{ ...timer(), dueAt: 9 }, { ...timer(), dueAt: 4 }, timer(1)])?.dueAt).toBe(4)
  })
})
