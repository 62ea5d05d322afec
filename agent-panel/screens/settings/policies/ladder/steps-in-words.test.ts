// @vitest-environment happy-dom
import { expect, test } from "vitest"
import type { Step } from "../../../../../shared/protocol/types"
import { happensInWords, stepInWords, whenInWords } from "./steps-in-words"
import { tickText } from "./tick-text"

const TARGET_MS = 120_000
const offer = (at: Step["at"]): Step => ({ at, do: "offer" })

test.each([
  [{ share: 0 }, "At once", "At once"],
  [{ share: 0.25 }, "After 30 seconds", "At 25% of the target"],
  [{ share: 1 }, "After 2 minutes, when it is due", "When it is due"],
  [{ share: 1.5 }, "1 minute after it is due", "At 150% of the target"],
  [{ beforeDueMs: 30_000 }, "After 1 minute 30 seconds", "30 seconds before it is due"],
  [{ beforeDueMs: 300_000 }, "At once", "5 minutes before it is due"],
  [{ afterDueMs: 300_000 }, "5 minutes after it is due", "5 minutes after it is due"],
])("%o is said for a target, and without one in its own way", (at, said, withoutTarget) => {
  expect(whenInWords(offer(at), TARGET_MS)).toBe(said)
  expect(whenInWords(offer(at), null)).toBe(withoutTarget)
})

test("the first agent asked is the best one, those after them come next", () => {
  const ladder = [offer({ share: 0 }), offer({ share: 0.25 })] as const
  expect(ladder.map((step) => happensInWords(step, ladder))).toEqual([
    "offered to the best agent",
    "offered to the next agent",
  ])
  expect(stepInWords(ladder[1], ladder, TARGET_MS)).toBe("After 30 seconds: offered to the next agent.")
})

test.each([
  [30_000, 30_000, "0:30"],
  [90_000, 30_000, "1:30"],
  [90_000, 90_000, "1:30"],
  [300_000, 300_000, "5m"],
  [5_400_000, 1_800_000, "1h30m"],
  [172_800_000, 86_400_000, "2d"],
])("%d ms among marks %d ms apart is %s", (momentMs, tickMs, text) => {
  expect(tickText(momentMs, tickMs)).toBe(text)
})
