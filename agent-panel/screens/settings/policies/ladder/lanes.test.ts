import { expect, test } from "vitest"
import { USUAL_LADDER } from "../../../../../shared/ladder"
import type { Step } from "../../../../../shared/protocol/types"
import { type Lane, marksIn } from "./lanes"
import { timeScale } from "./time-scale"

const TARGET_MS = 120_000
const scale = timeScale(TARGET_MS, TARGET_MS)
const offer = (share: number): Step => ({ at: { share }, do: "offer" })
const tell: Step = { at: { share: 1 }, do: "tell" }
const marks = (lane: Lane, ladder: readonly Step[], settled = ladder) =>
  marksIn(lane, { ladder, settled, targetMs: TARGET_MS, scale })

test("each step stands in the lane of those whom it reaches", () => {
  const lanes = (["agent", "team", "supervisors", "everybody"] as const).map((lane) =>
    marks(lane, USUAL_LADDER).map(({ index }) => index),
  )
  expect(lanes).toEqual([[0, 1], [2], [3], [4]])
})

test("an agent is asked until others are, the team until everybody is, and who was told knows it to the end", () => {
  const until = (lane: Lane) => marks(lane, USUAL_LADDER).map((mark) => mark.until)
  expect(until("agent")).toEqual([scale.placeOf(30_000), scale.placeOf(60_000)])
  expect(until("team")).toEqual([scale.placeOf(TARGET_MS)])
  expect(until("supervisors")).toEqual([1])
  expect(marks("agent", [{ at: { share: 0.5 }, do: "remind" }, tell])[0]?.until).toBeNull()
})

test("marks that would cover each other stand on levels, and go back to the first as soon as there is room", () => {
  const levels = (shares: number[]) => marks("agent", [...shares.map(offer), tell]).map(({ level }) => level)
  expect(levels([0, 0.25])).toEqual([0, 0])
  expect(levels([0, 0.05, 0.1, 0.25])).toEqual([0, 1, 2, 0])
  expect(levels([0.5, 0.5])).toEqual([0, 1])
})

test("while a step is carried every mark keeps its level", () => {
  const settled = [offer(0), offer(0.5), tell]
  const [, carried] = marks("agent", [offer(0), offer(0.02), tell], settled)
  expect(carried).toMatchObject({ level: 0, place: scale.placeOf(0.02 * TARGET_MS) })
})
