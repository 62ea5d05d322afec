// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/preact"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { ana, bo, conversation, NOON, waitingFor } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { openPanel } from "../../testing/open-panel"
import { now } from "../clock"
import { receiveAgents } from "../people"
import { setNotifications, setSounds } from "./choices"
import { play, SOMEBODY_WAITS, TIME_RUNS_OUT } from "./tones"

vi.mock("../client", async () => ({ connection: (await import("../../testing/fake-server")).connection }))
vi.mock("./tones", { spy: true })

const shown: FakeNotification[] = []

class FakeNotification {
  static permission = "granted"
  onclick: (() => void) | null = null
  constructor(
    readonly title: string,
    readonly options: { body: string; tag: string },
  ) {
    shown.push(this)
  }
  close() {}
}

let panel: Awaited<ReturnType<typeof openPanel>>
beforeEach(async () => {
  shown.length = 0
  vi.mocked(play).mockClear()
  vi.stubGlobal("Notification", FakeNotification)
  vi.spyOn(document, "hasFocus").mockReturnValue(false)
  vi.spyOn(Date, "now").mockReturnValue(NOON)
  panel = await openPanel([])
  setSounds(true)
  await setNotifications(true)
})
afterEach(() => {
  panel.close()
  vi.unstubAllGlobals()
})

/** Each wait has a timer of its own: one that was told of is not told of again. */
const newWait = (id: string, changes: Parameters<typeof conversation>[1] = {}) =>
  conversation(id, { name: "Vera", timers: [{ ...waitingFor(119), id: `timer-${id}` }], ...changes })

describe("a person who begins to wait", () => {
  test("is told of once, by a tone and by the browser, and a click opens the conversation", async () => {
    const vera = newWait("once")
    server.push("conversation", vera)
    server.push("conversation", { ...vera, seq: 3 })
    expect(shown.map(({ title, options }) => [title, options.body])).toEqual([["Vera is waiting", "Do you ship?"]])
    expect(vi.mocked(play).mock.calls).toEqual([[SOMEBODY_WAITS]])
    shown[0]?.onclick?.()
    await screen.findByRole("heading", { name: "Vera" })
  })

  test("is not told of where a colleague has the conversation", () => {
    server.push("conversation", newWait("colleague", { assigneeId: bo.id }))
    expect(shown).toEqual([])
  })

  test("is not told of to an agent who is away", () => {
    receiveAgents([{ ...ana, availability: "away" }])
    server.push("conversation", newWait("away"))
    expect(shown).toEqual([])
  })

  test("is told of by the browser only where nobody looks at the panel", () => {
    vi.mocked(document.hasFocus).mockReturnValue(true)
    server.push("conversation", newWait("looked-at"))
    expect(shown).toEqual([])
    expect(play).toHaveBeenCalledWith(SOMEBODY_WAITS)
  })

  test("is told of by nothing where sounds and notifications are off", async () => {
    setSounds(false)
    await setNotifications(false)
    server.push("conversation", newWait("silent"))
    expect(shown).toEqual([])
    expect(play).not.toHaveBeenCalled()
  })

  test("is told of by a rising tone, once, as the time runs out", async () => {
    server.push("conversation", newWait("short"))
    await screen.findByText("Vera")
    now.value = NOON + 100_000
    now.value = NOON + 101_000
    expect(vi.mocked(play).mock.calls.filter(([tone]) => tone === TIME_RUNS_OUT)).toHaveLength(1)
  })

  test("is counted in the title with the time that is left", async () => {
    server.push("conversation", newWait("title"))
    await waitFor(() => expect(document.title).toBe("(1) 1:59 · First Touch"))
  })
})
