import type { Input } from "../../../../shared/protocol/types"

const SECOND_MS = 1_000
const MINUTE_MS = 60_000

const USUAL: Input<"policy.save"> = {
  targets: { firstTouchMs: 2 * MINUTE_MS, nextReplyMs: 2 * MINUTE_MS, answerMs: 20 * MINUTE_MS, resolutionMs: null },
  ladder: null,
  hours: null,
}

/** What an owner may have set: each asks something else of the ladder, the targets or the clock. */
export const POLICIES = ["usual", "swift", "many are asked", "closes soon"] as const

/** A policy as it is said at a moment: hours are named by the clock on the wall. */
export function policyAt(name: (typeof POLICIES)[number], now: number): Input<"policy.save"> {
  switch (name) {
    case "usual":
      return USUAL
    case "swift":
      return { ...USUAL, targets: { firstTouchMs: 36 * SECOND_MS, nextReplyMs: 20 * SECOND_MS, answerMs: MINUTE_MS } }
    case "many are asked":
      return {
        ...USUAL,
        ladder: [
          { at: { share: 0.1 }, do: "offer" },
          { at: { share: 0.2 }, do: "offer" },
          { at: { share: 0.2 }, do: "remind" },
          { at: { beforeDueMs: 10 * SECOND_MS }, do: "offer" },
          { at: { afterDueMs: 20 * SECOND_MS }, do: "tell" },
        ],
      }
    case "closes soon":
      return { ...USUAL, hours: closed(now + 2 * MINUTE_MS, now + 6 * MINUTE_MS) }
    default:
      return name satisfies never
  }
}

function closed(from: number, until: number) {
  const timeOf = (at: number) => new Date(at).toISOString().slice(11, 16)
  const day = [
    { from: "00:00", to: timeOf(from) },
    { from: timeOf(until), to: "24:00" },
  ]
  return { timeZone: "UTC", week: Array.from({ length: 7 }, () => day), exceptions: [] }
}
