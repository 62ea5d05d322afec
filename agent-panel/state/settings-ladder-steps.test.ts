import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { openMsTo, USUAL_LADDER } from "../../shared/ladder"
import { policyFieldsSchema, STEP_ACTIONS } from "../../shared/protocol/things"
import type { Step } from "../../shared/protocol/types"
import {
  AT_KINDS,
  addStep,
  atOf,
  FINE_GRID,
  firstAskedMs,
  GRID,
  type Ladder,
  putStep,
  replaceStep,
  STEPS_MAX,
  stepBeside,
  stepNear,
  withoutStep,
  wrongStep,
} from "./settings-ladder-steps"

const TARGET_MS = 120_000
const MINUTE_MS = 60_000
const share = (of: number): Step => ({ at: { share: of }, do: "offer" })
const beforeDue = (beforeDueMs: number): Step => ({ at: { beforeDueMs }, do: "escalate" })
const afterDue = (afterDueMs: number): Step => ({ at: { afterDueMs }, do: "escalate" })
const tell: Step = { at: { share: 1 }, do: "tell" }

const isTaken = (ladder: Ladder) =>
  policyFieldsSchema.safeParse({ name: "Default", targets: {}, ladder: [...ladder] }).success

describe("a step that is carried", () => {
  test.each([
    ["stays a share, also after the due time", share(0.25), 150_000, { share: 1.25 }],
    ["stays so long before the due time", beforeDue(30_000), 60_000, { beforeDueMs: MINUTE_MS }],
    ["stays so long after the due time", afterDue(30_000), 132_000, { afterDueMs: 12_000 }],
    ["is so long after the due time where it was before it", beforeDue(30_000), 150_000, { afterDueMs: 30_000 }],
    ["is so long before the due time where it was after it", afterDue(30_000), 90_000, { beforeDueMs: 30_000 }],
    ["is at the whole target where it falls due", beforeDue(30_000), 120_000, { share: 1 }],
    ["is never before the message", beforeDue(30_000), -5_000, { beforeDueMs: TARGET_MS }],
  ])("%s", (_, step, momentMs, at) => {
    expect(stepNear(step, momentMs, TARGET_MS, GRID).at).toEqual(at)
  })

  test("is put on the nearest line of the grid", () => {
    expect(stepNear(share(0), 34_000, TARGET_MS, GRID).at).toEqual({ share: 0.3 })
    expect(stepNear(share(0), 34_000, TARGET_MS, FINE_GRID).at).toEqual({ share: 0.28 })
  })
})

describe("a step that keys move", () => {
  test("goes to the next line of the grid, and stops at the message", () => {
    expect(stepBeside(share(0.25), 1, TARGET_MS, GRID).at).toEqual({ share: 0.3 })
    expect(stepBeside(share(0.33), 1, TARGET_MS, GRID).at).toEqual({ share: 0.35 })
    expect(stepBeside(share(0.33), -1, TARGET_MS, GRID).at).toEqual({ share: 0.3 })
    expect(stepBeside(share(0), -1, TARGET_MS, GRID).at).toEqual({ share: 0 })
  })

  test("moves on every press, however short the target and however it is given", () => {
    const steps = fc.oneof(
      fc.integer({ min: 1, max: 30 }).map((percents) => share(percents / 10)),
      fc.integer({ min: 1, max: 300 }).map((seconds) => beforeDue(seconds * 1_000)),
      fc.integer({ min: 1, max: 300 }).map((seconds) => afterDue(seconds * 1_000)),
    )
    const targets = fc.integer({ min: 5, max: 600 }).map((seconds) => seconds * 1_000)
    fc.assert(
      fc.property(steps, targets, fc.constantFrom(GRID, FINE_GRID), (step, targetMs, grid) => {
        const later = stepBeside(step, 1, targetMs, grid)
        expect(openMsTo(later, targetMs)).toBeGreaterThan(openMsTo(step, targetMs))
      }),
    )
  })
})

test("a moment given in another way is the same moment where that way can name it", () => {
  expect(atOf("before", 30_000, TARGET_MS)).toEqual({ beforeDueMs: 90_000 })
  expect(atOf("share", 30_000, TARGET_MS)).toEqual({ share: 0.25 })
  expect(atOf("after", 30_000, TARGET_MS)).toEqual({ afterDueMs: 1_000 })
  expect(atOf("at-once", 30_000, TARGET_MS)).toEqual({ share: 0 })
})

test("a step stands in the ladder where its moment is, but none after the one that tells the visitor", () => {
  const late = afterDue(MINUTE_MS)
  expect(putStep([share(0), tell], share(0.5), TARGET_MS)).toEqual({ ladder: [share(0), share(0.5), tell], index: 1 })
  expect(putStep([share(0), tell], late, TARGET_MS)).toEqual({ ladder: [share(0), late, tell], index: 1 })
  expect(replaceStep([share(0), share(0.5), tell], 0, share(0.75), TARGET_MS)).toEqual({
    ladder: [share(0.5), share(0.75), tell],
    index: 1,
  })
})

test("a new step fills the longest time in which nothing happens", () => {
  expect(addStep([share(0), share(0.25), tell], "remind", TARGET_MS)).toEqual({
    ladder: [share(0), share(0.25), { at: { share: 0.65 }, do: "remind" }, tell],
    index: 2,
  })
  expect(addStep([tell], "offer", TARGET_MS).ladder[0]?.at).toEqual({ share: 0.5 })
})

test("somebody is asked from the first offer or ring on, and a reminder asks nobody", () => {
  const remind: Step = { at: { share: 0 }, do: "remind" }
  expect(firstAskedMs(USUAL_LADDER, TARGET_MS)).toBe(0)
  expect(firstAskedMs([remind, share(0.25), tell], TARGET_MS)).toBe(30_000)
  expect(firstAskedMs([remind, tell], TARGET_MS)).toBeNull()
})

test("whatever is done to a ladder by hand, the server takes it, or its field says why not", () => {
  const targetMs = fc.integer({ min: 5_000, max: 86_400_000 })
  const deed = fc.record({
    what: fc.constantFrom("add", "carry", "key", "kind", "type", "remove"),
    at: fc.nat(STEPS_MAX),
    place: fc.double({ min: -1, max: 20, noNaN: true }),
    direction: fc.constantFrom(-1 as const, 1 as const),
    kind: fc.constantFrom(...AT_KINDS),
    lengthMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_000_000_000 })),
    action: fc.constantFrom(...STEP_ACTIONS.filter((action) => action !== "tell")),
  })
  fc.assert(
    fc.property(targetMs, fc.array(deed, { maxLength: 30 }), (length, deeds) => {
      let ladder: Ladder = USUAL_LADDER
      for (const { what, at, place, direction, kind, lengthMs, action } of deeds) {
        const step = ladder[at]
        if (what === "add" && ladder.length < STEPS_MAX) ladder = addStep(ladder, action, length).ladder
        if (!step || step.do === "tell") continue
        const put = (next: Step) => replaceStep(ladder, at, next, length).ladder
        if (what === "carry") ladder = put(stepNear(step, place * length, length, GRID))
        if (what === "key") ladder = put(stepBeside(step, direction, length, GRID))
        if (what === "kind") ladder = put({ ...step, at: atOf(kind, openMsTo(step, length), length) })
        if (what === "type")
          ladder = put({ at: kind === "share" ? { share: place } : { afterDueMs: lengthMs }, do: action })
        if (what === "remove") ladder = withoutStep(ladder, at)
      }
      expect(ladder.every((step) => wrongStep(step) === null)).toBe(isTaken(ladder))
    }),
    { numRuns: 300 },
  )
})
