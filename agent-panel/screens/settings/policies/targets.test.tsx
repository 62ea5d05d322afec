// @vitest-environment happy-dom
import { act, cleanup, screen, within } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { timeOfDay } from "../../../locales/format"
import { now } from "../../../state/clock"
import { receivePolicy } from "../../../state/people"
import { officeHours } from "../../../state/settings-hours"
import { toasts } from "../../../state/toasts"
import { bo, NOON } from "../../../testing/cast"
import { server } from "../../../testing/fake-server"
import { openPolicies, refusal } from "../testing/open-settings"
import { policy } from "../testing/policy-answers"
import { scaleFor } from "./target-ring"

vi.mock("../../../state/client", () => import("../../../testing/fake-server"))

const MINUTE_MS = 60_000

beforeEach(() => {
  now.value = NOON
})
afterEach(() => {
  cleanup()
  toasts.value = []
})

const part = (name: string) => within(screen.getByRole("region", { name }))
const minutesOf = (name: string) => part(name).getByLabelText<HTMLInputElement>("minutes")
const save = () => screen.getByRole<HTMLButtonElement>("button", { name: "Save" })

test("a target is drawn as its ring and told as a time on the clock", () => {
  openPolicies("targets")
  screen.getByRole("img", { name: "Target: 2 minutes" })
  screen.getByText(
    `Whoever writes now has an answer by ${timeOfDay(NOON + 2 * MINUTE_MS)}. The ring turns urgent 30 seconds before.`,
  )
  screen.getByText("A full circle is 5 minutes.")
})

test("only the target that was changed is changed, even where a colleague changed another one meanwhile", async () => {
  const user = openPolicies("targets")
  const minutes = minutesOf("First reply")
  await user.clear(minutes)
  await user.type(minutes, "1")
  act(() => receivePolicy({ ...policy, targets: { ...policy.targets, answerMs: 30 * MINUTE_MS } }))
  expect(minutesOf("First reply").value).toBe("1")
  expect(screen.queryByText(/^Somebody else changed this/)).toBeNull()
  await user.click(save())
  await screen.findByText("Saved.")
  expect(server.madeOf("policy.save")).toEqual([
    { id: "default", targets: { firstTouchMs: MINUTE_MS, nextReplyMs: null, answerMs: 30 * MINUTE_MS } },
  ])
})

test("a target that a colleague changed while I was at it is said, and mine is kept until I let it go", async () => {
  const user = openPolicies("targets")
  await user.type(minutesOf("First reply"), "0")
  act(() => receivePolicy({ ...policy, targets: { ...policy.targets, firstTouchMs: 3 * MINUTE_MS } }))
  screen.getByText(/^Somebody else changed this meanwhile\./)
  expect(minutesOf("First reply").value).toBe("20")
  await user.click(screen.getByRole("button", { name: "Take theirs" }))
  expect(minutesOf("First reply").value).toBe("3")
  expect(server.madeOf("policy.save")).toEqual([])
})

test("each target may be switched off and on, and off says what it means", async () => {
  const user = openPolicies("targets")
  await user.click(screen.getByRole("switch", { name: "A target for the first reply" }))
  screen.getByText("Off: visitors are promised nothing, and nobody is alarmed before the first reply.")
  await user.click(screen.getByRole("switch", { name: "A target for the answer" }))
  expect(minutesOf("The answer").value).toBe("20")
  await user.click(screen.getByRole("switch", { name: "A target for resolving" }))
  expect(part("Resolved").getByLabelText<HTMLInputElement>("days").value).toBe("1")
  await user.click(save())
  await screen.findByText("Saved.")
  expect(server.madeOf("policy.save")).toEqual([
    {
      id: "default",
      targets: { firstTouchMs: null, nextReplyMs: null, answerMs: 20 * MINUTE_MS, resolutionMs: 1_440 * MINUTE_MS },
    },
  ])
})

test("what is not saved is found again after another part was looked at, and marked until then", async () => {
  const user = openPolicies("targets")
  await user.type(minutesOf("First reply"), "0")
  await user.click(screen.getByRole("link", { name: "Opening hours" }))
  await user.click(screen.getByRole("link", { name: "Targets (not saved yet)" }))
  expect(minutesOf("First reply").value).toBe("20")
})

test("a target that no clock could keep is refused before it is sent", async () => {
  const user = openPolicies("targets")
  await user.clear(minutesOf("First reply"))
  screen.getByText("Between 5 seconds and 7 days.")
  await user.click(save())
  await expect.poll(() => document.activeElement).toBe(minutesOf("First reply"))
  expect(server.madeOf("policy.save")).toEqual([])
})

test("what the server refuses is said, and what was typed is kept", async () => {
  const user = openPolicies("targets", { answers: { "policy.save": () => refusal("not_found", "No such policy.") } })
  await user.type(minutesOf("First reply"), "0")
  await user.click(save())
  await screen.findByRole("alert")
  expect(minutesOf("First reply").value).toBe("20")
})

test("an answer is promised in opening hours", () => {
  now.value = NOON + 5 * 60 * MINUTE_MS
  openPolicies("targets", { all: [{ ...policy, hours: officeHours("Europe/Kyiv") }] })
  screen.getByText(/Whoever writes now has an answer by 09:02 tomorrow\./)
})

test("an agent sees the target, cannot change it, and is told why", () => {
  openPolicies("targets", { who: bo })
  screen.getByText("Only an owner changes policies. This is what holds.")
  expect(minutesOf("First reply").readOnly).toBe(true)
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull()
  expect(screen.queryByRole("switch")).toBeNull()
})

test.each([
  [30_000, MINUTE_MS],
  [2 * MINUTE_MS, 5 * MINUTE_MS],
  [5 * MINUTE_MS, 5 * MINUTE_MS],
  [60 * MINUTE_MS, 60 * MINUTE_MS],
  [7 * 24 * 60 * MINUTE_MS, 7 * 24 * 60 * MINUTE_MS],
])("%i ms is drawn on a circle of %i ms", (lengthMs, scale) => {
  expect(scaleFor(lengthMs)).toBe(scale)
})
