// @vitest-environment happy-dom
import { fireEvent, screen, within } from "@testing-library/preact"
import { afterEach, describe, expect, test, vi } from "vitest"
import { now } from "../../state/clock"
import { ana, bo, conversation, NOON, waitingFor } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { openPanel } from "../../testing/open-panel"

vi.mock("../../state/client", async () => ({ connection: (await import("../../testing/fake-server")).connection }))

let panel: Awaited<ReturnType<typeof openPanel>>
afterEach(() => panel.close())

const list = () => screen.getByRole("list", { name: "Conversations" })
const names = () => [...list().querySelectorAll(".row-name bdi")].map((name) => name.textContent)

describe("the queue", () => {
  test("whoever must be answered next stands first", async () => {
    panel = await openPanel([
      conversation("calm", { name: "Vera", timers: [waitingFor(90)] }),
      conversation("late", { name: "Viktor", timers: [waitingFor(-30)] }),
      conversation("soon", { name: "Greta", timers: [waitingFor(10)] }),
    ])
    expect(names()).toEqual(["Viktor", "Greta", "Vera"])
  })

  test("a ring counts down by the server's clock and says when it is late", async () => {
    panel = await openPanel([conversation("vera", { name: "Vera", timers: [waitingFor(90)] })])
    expect(within(list()).getByRole("img").getAttribute("aria-label")).toBe("1 minute 30 seconds left to reply")
    now.value = NOON + 100_000
    expect(await within(list()).findByRole("img", { name: "10 seconds late" })).toBeTruthy()
    expect(list().querySelector(".ring-late .ring-number")?.textContent).toBe("+10")
  })

  test("who writes while the panel is open takes the place that the due time gives", async () => {
    panel = await openPanel([
      conversation("late", { name: "Viktor", timers: [waitingFor(-30)] }),
      conversation("calm", { name: "Vera", timers: [waitingFor(90)] }),
    ])
    server.push("conversation", conversation("new", { name: "Greta", timers: [waitingFor(40)] }))
    await screen.findByText("Greta")
    expect(names()).toEqual(["Viktor", "Greta", "Vera"])
  })

  test("an answered conversation leaves Waiting, and an older summary does not bring it back", async () => {
    const waiting = conversation("vera", { name: "Vera", timers: [waitingFor(90)], seq: 3 })
    panel = await openPanel([waiting])
    server.push("conversation", { ...waiting, timers: [], seq: 5 })
    await screen.findByText("Nobody is waiting")
    server.push("conversation", { ...waiting, seq: 4 })
    await Promise.resolve()
    expect(screen.queryByText("Vera")).toBeNull()
  })

  test("the tabs count what is mine, what waits and what is open", async () => {
    panel = await openPanel([
      conversation("a", { assigneeId: ana.id, timers: [waitingFor(10)] }),
      conversation("b", { assigneeId: bo.id }),
      conversation("c"),
    ])
    const tabs = within(screen.getByRole("list", { name: "Lists" })).getAllByRole("link")
    expect(tabs.map((tab) => tab.textContent)).toEqual(["Mine1", "Waiting1", "All3", "Snoozed", "Resolved"])
    fireEvent.click(tabs[0] as HTMLElement)
    expect(names()).toEqual(["a"])
  })

  test("ten thousand open conversations render only the rows in sight", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      conversation(`c${index}`, { timers: [waitingFor(index)] }),
    )
    panel = await openPanel(many)
    const rows = list().querySelectorAll(".row")
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.length).toBeLessThan(40)
    expect(rows[0]?.closest("li")?.getAttribute("aria-setsize")).toBe("10000")
  })

  test("a name that turns the direction of text is shown without that", async () => {
    panel = await openPanel([conversation("v", { name: "Support\u202e)nimda(", timers: [waitingFor(5)] })])
    expect(names()).toEqual(["Support)nimda("])
  })
})
