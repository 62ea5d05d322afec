// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { Output } from "../../../../shared/protocol/types"
import { type Question, reckon } from "../../../../shared/simulator/reckon"
import { setClock } from "../../../state/clock"
import { policies } from "../../../state/people"
import { reckoningFailed } from "../../../state/simulator/outcome"
import { lastWeek, today } from "../../../state/simulator/traffic"
import { tried } from "../../../state/simulator/tried"
import { bo, NOON } from "../../../testing/cast"
import { server } from "../../../testing/fake-server"
import { openSection, owner } from "../testing/open-settings"
import { policy } from "../testing/policy-answers"
import { Simulator } from "./simulator"

vi.mock("../../../state/client", () => import("../../../testing/fake-server"))

/** What was asked of the reckoner, which answers at once here; it fails where a test says so. */
const asked: Question[] = []
let fails = false

vi.mock("../../../state/simulator/in-worker", () => ({
  startReckoner: ({ found, failed }: { found(reckoned: unknown): void; failed(): void }) => ({
    ask(question: Question) {
      asked.push(question)
      if (fails) return failed()
      for (const reckoned of reckon(question)) if (reckoned) found(reckoned)
    },
    stop: () => {},
  }),
}))

type Arrivals = Output<"traffic.list">["arrivals"]

const MINUTE_MS = 60_000

beforeEach(() => {
  setClock(NOON)
  asked.length = 0
  fails = false
  reckoningFailed.value = false
  tried.value = null
  for (const { shown } of [lastWeek, today]) shown.value = { state: "loading" }
})
afterEach(cleanup)

/** Ten who write at once: more than one person answers in time. */
const crowd: Arrivals = Array.from({ length: 10 }, (_, index) => ({
  at: NOON - 60 * MINUTE_MS + index,
  replyMs: 30_000,
  handleMs: 10 * MINUTE_MS,
  kept: index < 4,
}))

function open(arrivals: Arrivals = crowd, who = owner) {
  policies.value = [policy]
  const none = { kept: 0, missed: 0, running: 0 }
  return openSection(Simulator, who, {
    "traffic.list": () => ({ ok: true, data: { arrivals } }),
    "wall.get": () => ({
      ok: true,
      data: { firstTouch: { kept: 9, missed: 1, running: 2 }, nextReply: none, breaches: [] },
    }),
  })
}

const ring = (label: string) => screen.getByText(label).closest("dl")?.textContent
const slider = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
const move = (label: string, value: number) => act(() => void fireEvent.input(slider(label), { target: { value } }))

test("the last seven days are replayed under the settings as they are, beside how it really was and today", async () => {
  open()
  await screen.findByText("10 of 10")
  expect(ring("Would be kept")).toBe("Would be kept100%10 of 10")
  expect(ring("As it really was")).toBe("As it really was40%4 of 10")
  expect(await screen.findByText("Today so far").then(() => ring("Today so far"))).toBe("Today so far90%9 of 10")
  const [week] = server.madeOf("traffic.list")
  expect(Number(week?.until) - Number(week?.from)).toBe(7 * 86_400_000)
  expect(asked).toHaveLength(1)
  expect(asked[0]?.rules).toMatchObject({ targetMs: policy.targets.firstTouchMs, hours: null, ladder: policy.ladder })
})

test("what would be kept follows a slider, and a sentence says what more people would change", async () => {
  open()
  await screen.findByText("10 of 10")
  move("Agents", 1)
  move("Conversations at once, each", 2)
  expect(ring("Would be kept")).toBe("Would be kept20%2 of 10")
  expect(asked.at(-1)?.staff).toEqual({ agents: 1, capacity: 2 })
  screen.getByText(/With 5 agents all the time, 100% would have been kept\.$/)
  expect(slider("Agents").getAttribute("aria-valuetext")).toBe("1")
})

test("a longer target is said in words, and kept by more", async () => {
  open()
  await screen.findByText("10 of 10")
  move("Agents", 1)
  move("Conversations at once, each", 1)
  const before = ring("Would be kept")
  move("First reply within", Number(slider("First reply within").max))
  expect(slider("First reply within").getAttribute("aria-valuetext")).toBe("1 day")
  expect(before).toBe("Would be kept10%1 of 10")
  expect(ring("Would be kept")).toBe("Would be kept100%10 of 10")
})

test("one button leads back to the settings as they are", async () => {
  const user = open()
  await screen.findByText("10 of 10")
  const back = screen.getByRole<HTMLButtonElement>("button", { name: "As it is now" })
  expect(back.disabled).toBe(true)
  move("Agents", 7)
  await user.click(screen.getByLabelText("Mon–Fri, 9–18"))
  await expect.poll(() => asked.at(-1)?.rules.hours?.week[5]).toEqual([])
  await user.click(back)
  expect(slider("Agents").value).toBe("2")
  await expect.poll(() => asked.at(-1)?.rules.hours).toBeNull()
})

test("of several policies one is tried, and when somebody removes it the one for everybody else is", async () => {
  const user = open()
  await screen.findByText("10 of 10")
  const loyal = { ...policy, id: "loyal", name: "Loyal", targets: { firstTouchMs: 60_000 } }
  act(() => {
    policies.value = [loyal, policy]
  })
  await user.selectOptions(screen.getByLabelText(/^Policy/), "Loyal")
  await expect.poll(() => asked.at(-1)?.rules.targetMs).toBe(60_000)
  act(() => {
    policies.value = [policy]
  })
  await expect.poll(() => asked.at(-1)?.rules.targetMs).toBe(120_000)
  expect(screen.queryByLabelText(/^Policy/)).toBeNull()
})

test("where nobody wrote, a made-up week is one click away", async () => {
  const user = open([])
  await screen.findByText("Nobody wrote in the last seven days")
  await user.click(screen.getByRole("button", { name: "Take a made-up week" }))
  await screen.findByText("280 of 280")
  move("Conversations a day", 10)
  expect(asked.at(-1)?.week.arrivals).toHaveLength(70)
  expect(screen.queryByText("As it really was")).toBeNull()
})

test("somebody who is no supervisor tries a made-up week, and nothing is asked of the server", async () => {
  open(crowd, bo)
  await screen.findByText("280 of 280")
  screen.getByText("A supervisor can replay what really came. This week is made up.")
  expect(server.made).toEqual([])
})

test("the pictures have their numbers one click behind them", async () => {
  const user = open()
  await screen.findByText("10 of 10")
  move("Agents", 1)
  move("Conversations at once, each", 2)
  for (const summary of screen.getAllByText("As a table")) await user.click(summary)
  const [waits, hours] = screen.getAllByRole("table")
  expect(within(waits as HTMLElement).getByRole("rowheader", { name: "> 5:00" })).toBeTruthy()
  const row = within(hours as HTMLElement).getAllByRole("row")[1]
  expect(row?.textContent).toMatch(/^\d+:00–\d+:00102820%$/)
})

test("a browser that cannot reckon says so", async () => {
  fails = true
  open()
  expect((await screen.findByRole("alert")).textContent).toBe("This browser could not reckon it.")
})
