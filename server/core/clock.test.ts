import { beforeEach, describe, expect, test, vi } from "vitest"
import { type Clock, steadyClock } from "./clock"

const NOON = Date.UTC(2026, 10, 25, 12)
const SECOND_MS = 1_000
const HOUR_MS = 3_600 * SECOND_MS
const DAY_MS = 24 * HOUR_MS

describe("a steady clock (F10)", () => {
  let wall: number
  let running: number
  let on: number
  let clock: Clock

  beforeEach(() => {
    wall = NOON
    running = 5 * SECOND_MS
    on = 90 * SECOND_MS
    clock = steadyClock({ wall: () => wall, running: () => running, on: () => on })
  })

  const pass = (ms: number) => {
    wall += ms
    running += ms
    on += ms
  }

  test("says what the clock on the wall says, as long as nobody sets it", () => {
    for (let minute = 0; minute < 600; minute++) {
      pass(60 * SECOND_MS + 0.3)
      clock.now()
    }
    expect(Math.abs(clock.now() - wall)).toBeLessThan(SECOND_MS)
  })

  test.each([HOUR_MS, -HOUR_MS])("set by %i ms, it moves no wait of two minutes by a second", (setByMs) => {
    const startedAt = clock.now()
    wall += setByMs
    expect(clock.now()).toBe(startedAt)
    pass(120 * SECOND_MS)
    expect(Math.abs(clock.now() - startedAt - 120 * SECOND_MS)).toBeLessThan(SECOND_MS)
  })

  test("it follows in the end, and never runs back", () => {
    wall -= HOUR_MS
    let before = clock.now()
    for (let hour = 0; hour < 250; hour++) {
      pass(HOUR_MS)
      expect(clock.now()).toBeGreaterThan(before)
      before = clock.now()
    }
    expect(Math.abs(clock.now() - wall)).toBeLessThan(100)
  })

  test("set forward and back again, it has not moved", () => {
    wall += HOUR_MS
    clock.now()
    pass(10 * SECOND_MS)
    clock.now()
    wall -= HOUR_MS
    pass(10 * SECOND_MS)
    expect(Math.abs(clock.now() - wall)).toBeLessThan(200)
  })

  test("while the machine slept the time has passed", () => {
    wall += 8 * HOUR_MS
    on += 8 * HOUR_MS
    expect(clock.now()).toBe(wall)
  })

  test("a machine that learns what day it is is believed at once", () => {
    wall += 400 * DAY_MS
    expect(clock.now()).toBe(wall)
  })
})

test("the clock of this machine wakes at or after its time, never before", async () => {
  const clock = steadyClock()
  const at = clock.now() + 30
  const woke = await new Promise<number>((awake) => void clock.runAt(at, () => awake(clock.now())))
  expect(woke).toBeGreaterThanOrEqual(at)
  const run = vi.fn()
  clock.runAt(clock.now() + 20, run)()
  await new Promise<void>((later) => void clock.runAt(clock.now() + 40, later))
  expect(run).not.toHaveBeenCalled()
})
