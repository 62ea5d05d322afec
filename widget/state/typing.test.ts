import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { createTypingNotice } from "./typing"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it("tells at most once in two seconds that somebody types, and once that they stopped for six", () => {
  const told: boolean[] = []
  const notice = createTypingNotice((on) => told.push(on))
  for (let keys = 0; keys < 30; keys++) {
    notice.typed()
    vi.advanceTimersByTime(100)
  }
  expect(told).toEqual([true, true])
  vi.advanceTimersByTime(6_000)
  expect(told).toEqual([true, true, false])
  notice.stopped()
  expect(told).toEqual([true, true, false])
})
