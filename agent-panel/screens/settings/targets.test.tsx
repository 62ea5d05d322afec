// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact"
import { afterEach, expect, test, vi } from "vitest"
import { timeOfDay } from "../../locales/format"
import { now } from "../../state/clock"
import { toasts } from "../../state/toasts"
import { bo, NOON } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { scaleFor } from "./target-ring"
import { Targets } from "./targets"
import { openSection, owner, policy } from "./testing/open-settings"

vi.mock("../../state/client", () => import("../../testing/fake-server"))

afterEach(() => {
  cleanup()
  toasts.value = []
})

const MINUTE_MS = 60_000

test("a target is drawn as its ring and told as a time on the clock", () => {
  now.value = NOON
  openSection(Targets, owner)
  screen.getByRole("img", { name: "Target: 2 minutes" })
  screen.getByText(
    `Whoever writes now has an answer by ${timeOfDay(NOON + 2 * MINUTE_MS)}. The ring turns urgent 30 seconds before.`,
  )
  screen.getByText("A full circle is 5 minutes.")
})

test("an owner sets both targets in minutes and seconds", async () => {
  const user = openSection(Targets, owner, {
    "policy.save": ({ targets }) => ({
      ok: true,
      data: { policy: { ...policy, targets: targets as never, updatedAt: NOON + 1 } },
    }),
  })
  const minutes = screen.getByLabelText("minutes")
  await user.clear(minutes)
  await user.type(minutes, "1")
  const seconds = screen.getByLabelText("seconds")
  await user.clear(seconds)
  await user.type(seconds, "30")
  await user.click(screen.getByRole("switch"))
  await user.click(screen.getByRole("button", { name: "Save" }))
  await screen.findByText("Saved.")
  expect(server.madeOf("policy.save")).toEqual([
    { id: "default", targets: { firstTouchMs: 90_000, nextReplyMs: 300_000 } },
  ])
})

test("a target that no clock could keep is refused before it is sent", async () => {
  const user = openSection(Targets, owner)
  await user.clear(screen.getByLabelText("minutes"))
  screen.getByText("Between 5 seconds and 7 days.")
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true)
})

test("an agent sees the target, cannot change it, and is told why", () => {
  openSection(Targets, bo)
  screen.getByText("Only an owner changes the targets. This is what holds.")
  expect(screen.getByLabelText<HTMLInputElement>("minutes").readOnly).toBe(true)
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull()
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
