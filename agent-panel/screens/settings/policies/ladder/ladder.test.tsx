// @vitest-environment happy-dom
import { act, cleanup, screen, within } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { Policy, Step } from "../../../../../shared/protocol/types"
import { now } from "../../../../state/clock"
import { receivePolicy } from "../../../../state/people"
import { toasts } from "../../../../state/toasts"
import { bo, NOON } from "../../../../testing/cast"
import { server } from "../../../../testing/fake-server"
import { openPolicies, refusal } from "../../testing/open-settings"
import { policy } from "../../testing/policy-answers"

vi.mock("../../../../state/client", () => import("../../../../testing/fake-server"))

beforeEach(() => {
  now.value = NOON
})
afterEach(() => {
  cleanup()
  toasts.value = []
})

const offer: Step = { at: { share: 0 }, do: "offer" }
const again: Step = { at: { share: 0.25 }, do: "offer" }
const ring: Step = { at: { share: 0.5 }, do: "ring" }
const escalate: Step = { at: { share: 0.75 }, do: "escalate" }
const tell: Step = { at: { share: 1 }, do: "tell" }

const withLadder = (...ladder: Step[]): { all: Policy[] } => ({ all: [{ ...policy, ladder }] })

const sentences = () => screen.getAllByRole("listitem").map((item) => item.textContent)
const mark = (name: string) => screen.getByRole("slider", { name })
const tellMark = () => within(screen.getByRole("group", { name: /line of time/ })).getByRole("button")
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { selector: "input, select" })
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name })

async function save(user: ReturnType<typeof openPolicies>): Promise<Step[] | null | undefined> {
  await user.click(button("Save"))
  await screen.findByText("Saved.")
  const calls = server.madeOf("policy.save") as { id: string; ladder: Step[] | null }[]
  expect(calls.at(-1)).toEqual({ id: "default", ladder: calls.at(-1)?.ladder })
  return calls.at(-1)?.ladder
}

test("the usual ladder is told in sentences, with the times of the policy's target", () => {
  openPolicies("ladder")
  expect(sentences()).toEqual([
    "At once: offered to the best agent.",
    "After 30 seconds: offered to the next agent.",
    "After 1 minute: the whole team is rung.",
    "After 1 minute 30 seconds: the supervisors are told.",
    "After 2 minutes, when it is due: everybody is rung, and the visitor is told the truth.",
  ])
  screen.getByText("This is the usual ladder.")
  expect(screen.queryByRole("button", { name: "Back to the usual ladder" })).toBeNull()
})

test("the arrow keys move a step along the grid, and the keys that are let go say where it is", async () => {
  const user = openPolicies("ladder")
  mark("offered to the next agent").focus()
  await user.keyboard("{ArrowRight}{Shift>}{ArrowRight}{/Shift}")
  expect(mark("offered to the next agent").getAttribute("aria-valuetext")).toBe("After 37 seconds")
  screen.getByText("After 37 seconds: offered to the next agent. Step 2 of 5.")
  expect(await save(user)).toEqual([offer, { at: { share: 0.31 }, do: "offer" }, ring, escalate, tell])
})

test("a step that passes another keeps the focus, and its place in the sentences changes", async () => {
  const user = openPolicies("ladder", withLadder(offer, ring, { at: { share: 0.52 }, do: "escalate" }, tell))
  mark("the whole team is rung").focus()
  await user.keyboard("{ArrowRight}")
  expect(sentences()[2]).toBe("After 1 minute 6 seconds: the whole team is rung.")
  expect(document.activeElement).toBe(mark("the whole team is rung"))
  await user.keyboard("{ArrowLeft}")
  expect(sentences()[1]).toBe("After 1 minute: the whole team is rung.")
})

test("Delete removes a step, the next one has the focus, and it can be brought back", async () => {
  const user = openPolicies("ladder")
  mark("offered to the next agent").focus()
  await user.keyboard("{Delete}")
  expect(sentences()).toHaveLength(4)
  expect(document.activeElement).toBe(mark("the whole team is rung"))
  await user.keyboard("{ArrowRight}")
  await user.click(button("Undo"))
  expect(sentences().slice(0, 3)).toEqual([
    "At once: offered to the best agent.",
    "After 30 seconds: offered to the next agent.",
    "After 1 minute 6 seconds: the whole team is rung.",
  ])
})

test("the step that tells the visitor can neither be moved nor removed, and says why", async () => {
  const user = openPolicies("ladder")
  tellMark().focus()
  await user.keyboard("{Delete}{ArrowRight}")
  expect(sentences()).toHaveLength(5)
  await user.keyboard("{Enter}")
  expect(screen.getAllByText(/^This step stays where it is/)).toHaveLength(2)
  expect(screen.queryByLabelText("When")).toBeNull()
  expect(screen.queryByRole("button", { name: "Remove the step" })).toBeNull()
  expect(button("Save").disabled).toBe(true)
})

test("a step is given by its fields: at a share, so long before, or so long after the due time", async () => {
  const user = openPolicies("ladder")
  mark("the supervisors are told").focus()
  await user.keyboard("{Enter}")
  expect(document.activeElement).toBe(field("What happens"))
  await user.selectOptions(field("What happens"), "Remind whoever has it")
  await user.selectOptions(field("When"), "Before it is due")
  expect(field("seconds").value).toBe("30")
  await user.clear(field("seconds"))
  await user.type(field("seconds"), "45")
  expect(sentences()[3]).toBe("After 1 minute 15 seconds: whoever has it is reminded.")
  await user.click(button("At once: offered to the best agent."))
  await user.selectOptions(field("When"), "After it is due")
  await user.clear(field("minutes"))
  await user.type(field("minutes"), "5")
  await user.clear(field("seconds"))
  expect(sentences().at(-1)).toBe("5 minutes after it is due: offered to the next agent.")
  expect(await save(user)).toEqual([
    again,
    ring,
    { at: { beforeDueMs: 45_000 }, do: "remind" },
    { at: { afterDueMs: 300_000 }, do: "offer" },
    tell,
  ])
})

test("a share is typed digit by digit, over nothing and past other steps, without losing the field", async () => {
  const user = openPolicies("ladder")
  await user.click(button("After 30 seconds: offered to the next agent."))
  await user.selectOptions(field("When"), "At a share of the target")
  const percents = field("% of the target")
  await user.clear(percents)
  expect(percents.value).toBe("")
  await user.type(percents, "62.5")
  expect(document.activeElement).toBe(percents)
  expect(sentences()[2]).toBe("After 1 minute 15 seconds: offered to the next agent.")
  expect(await save(user)).toEqual([offer, ring, { at: { share: 0.625 }, do: "offer" }, escalate, tell])
})

test("what the server would refuse is said at its field, and is not sent", async () => {
  const user = openPolicies("ladder")
  await user.click(button("After 30 seconds: offered to the next agent."))
  await user.clear(field("% of the target"))
  await user.type(field("% of the target"), "1001")
  expect(field("% of the target").getAttribute("aria-invalid")).toBe("true")
  screen.getByText("From 0 to 1000 %.")
  await user.click(button("At once: offered to the best agent."))
  await user.click(button("Save"))
  expect(server.madeOf("policy.save")).toEqual([])
  await expect.poll(() => document.activeElement).toBe(mark("offered to the next agent"))
  await user.keyboard("{Enter}")
  await user.selectOptions(field("When"), "After it is due")
  await user.clear(field("hours"))
  await user.type(field("hours"), "169")
  screen.getByText("From 1 second to 7 days.")
})

test("a step is added where most time goes by, and twelve are as many as there can be", async () => {
  const user = openPolicies("ladder", withLadder(offer, tell))
  await user.click(button("Add a step"))
  expect(document.activeElement).toBe(field("What happens"))
  expect(sentences()[1]).toBe("After 1 minute: offered to the next agent.")
  for (let added = 3; added < 12; added += 1) await user.click(button("Add a step"))
  expect(sentences()).toHaveLength(12)
  expect(button("Add a step").disabled).toBe(true)
  screen.getByText("These are twelve steps, as many as there can be.")
})

test("the usual ladder comes back as the one that is usual, whatever that may be one day", async () => {
  const user = openPolicies("ladder", withLadder(ring, tell))
  screen.getByText("For the first 1 minute nobody is asked.")
  await user.click(button("Back to the usual ladder"))
  expect(sentences()).toHaveLength(5)
  expect(screen.queryByText(/nobody is asked/)).toBeNull()
  expect(await save(user)).toBeNull()
})

test("a ladder in which nobody is asked says so", () => {
  openPolicies("ladder", withLadder(escalate, tell))
  screen.getByText("Nobody is asked before it is due.")
})

test("what a colleague changed meanwhile is said, and theirs can be taken", async () => {
  const user = openPolicies("ladder")
  mark("offered to the next agent").focus()
  await user.keyboard("{ArrowRight}")
  act(() => receivePolicy({ ...policy, ladder: [offer, tell] }))
  screen.getByText(/^Somebody else changed this meanwhile\./)
  expect(sentences()[1]).toBe("After 36 seconds: offered to the next agent.")
  await user.click(button("Take theirs"))
  expect(sentences()).toHaveLength(2)
})

test("a ladder that the server refuses stays as it was made, and why is said", async () => {
  const answers = { "policy.save": () => refusal("invalid_input", "ladder: must tell the visitor once") }
  const user = openPolicies("ladder", { answers })
  mark("the whole team is rung").focus()
  await user.keyboard("{ArrowLeft}")
  await user.click(button("Save"))
  await screen.findByRole("alert")
  expect(sentences()[2]).toBe("After 54 seconds: the whole team is rung.")
  await user.click(button("Discard changes"))
  expect(sentences()[2]).toBe("After 1 minute: the whole team is rung.")
})

test("a policy without a target for replies shows its ladder in shares, and says that nothing of it happens", () => {
  openPolicies("ladder", { all: [{ ...policy, targets: {} }] })
  expect(sentences()[1]).toBe("At 25% of the target: offered to the next agent.")
  screen.getByText(/^This policy has no target for replies/)
})

test("a step far after the due time is told as it is, and the line says that its scale changes", () => {
  const late: Step = { at: { afterDueMs: 7_200_000 }, do: "escalate" }
  openPolicies("ladder", withLadder(offer, late, tell))
  expect(sentences().at(-1)).toBe("2 hours after it is due: the supervisors are told.")
  screen.getByText("What lies after the due time is drawn to a smaller scale.")
  screen.getByText("+2h")
})

test("a further reply is said to have the same steps, or is what is drawn where the first has no target", () => {
  openPolicies("ladder", { all: [{ ...policy, targets: { firstTouchMs: 120_000, nextReplyMs: 300_000 } }] })
  screen.getByText(/^A further reply is due within 5 minutes and has the same steps/)
  cleanup()
  openPolicies("ladder", { all: [{ ...policy, targets: { nextReplyMs: 240_000 } }] })
  expect(sentences()[1]).toBe("After 1 minute: offered to the next agent.")
  screen.getByText(/^There is no target for the first reply/)
})

test("the ladders of answers, promises and resolving are told, and offer nothing to change", () => {
  openPolicies("ladder", { all: [{ ...policy, targets: { answerMs: 1_200_000, resolutionMs: 86_400_000 } }] })
  const others = within(screen.getByRole("region", { name: "Other deadlines" }))
  others.getByText("After 15 minutes: whoever has it is reminded.")
  others.getByText("15 minutes before it is due: whoever has it is reminded.")
  others.getByText("When it is due: the visitor is told the truth.")
  others.getByText("After 1 day, when it is due: the supervisors are told.")
  expect(others.queryByRole("button")).toBeNull()
})

test("who may not change policies reads the ladder, and nothing takes the focus", () => {
  openPolicies("ladder", { who: bo })
  screen.getByText("Only an owner changes policies. This is what holds.")
  expect(sentences()).toHaveLength(5)
  expect(screen.queryByRole("slider")).toBeNull()
  expect(screen.queryByRole("button")).toBeNull()
})

test("what is not saved is kept for whoever looks elsewhere, and the tab says so", async () => {
  const user = openPolicies("ladder")
  mark("the whole team is rung").focus()
  await user.keyboard("{ArrowLeft}")
  await user.click(screen.getByRole("link", { name: "Opening hours" }))
  await user.click(screen.getByRole("link", { name: "Ladder (not saved yet)" }))
  expect(sentences()[2]).toBe("After 54 seconds: the whole team is rung.")
})
