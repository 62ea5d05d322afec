// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/preact"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import type { AgentConversation, Offer } from "../../../shared/protocol/types"
import { ana, bo, conversation, NOON, offer, waitingFor } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { openPanel } from "../../testing/open-panel"
import { now } from "../clock"
import { receiveAgents } from "../people"
import { setNotifications, setSounds } from "./choices"
import { play, ring, SOMEBODY_WAITS, TIME_RUNS_OUT } from "./tones"

vi.mock("../client", async () => ({ connection: (await import("../../testing/fake-server")).connection }))
vi.mock("./tones", { spy: true })

const shown: FakeNotification[] = []

class FakeNotification {
  static permission = "granted"
  onclick: (() => void) | null = null
  close = vi.fn()
  constructor(
    readonly title: string,
    readonly options: { body: string; tag: string },
  ) {
    shown.push(this)
  }
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
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
})
afterEach(() => {
  vi.useRealTimers()
  panel.close()
  vi.unstubAllGlobals()
})

/** Each wait has a timer of its own: one that was told of is not told of again. */
const newWait = (id: string, changes: Parameters<typeof conversation>[1] = {}) =>
  conversation(id, { name: "Vera", timers: [{ ...waitingFor(119), id: `timer-${id}` }], ...changes })

/** The server has had its time to offer them to somebody. */
const aMomentLater = () => vi.advanceTimersByTime(1_000)
const titles = () => shown.map(({ title, options }) => [title, options.body])

describe("a person who begins to wait", () => {
  test("is told of once, by a tone and by the browser, and a click opens the conversation", async () => {
    const vera = newWait("once")
    server.push("conversation", vera)
    server.push("conversation", { ...vera, seq: 3 })
    aMomentLater()
    expect(titles()).toEqual([["Vera is waiting", "Do you ship?"]])
    expect(vi.mocked(play).mock.calls).toEqual([[SOMEBODY_WAITS]])
    vi.useRealTimers()
    shown[0]?.onclick?.()
    await screen.findByRole("heading", { name: "Vera" })
  })

  test("is not told of where a colleague has the conversation", () => {
    server.push("conversation", newWait("colleague", { assigneeId: bo.id }))
    aMomentLater()
    expect(shown).toEqual([])
  })

  test("is not told of where a colleague is asked to take them a moment later", () => {
    const wait = newWait("offered")
    server.push("conversation", wait)
    server.push("conversation", { ...wait, offer: offer("offered", { agentId: bo.id }), seq: 3 })
    aMomentLater()
    expect(shown).toEqual([])
    expect(play).not.toHaveBeenCalled()
  })

  test("in a conversation of mine is told of at once", () => {
    server.push("conversation", newWait("mine", { assigneeId: ana.id }))
    expect(titles()).toEqual([["Vera is waiting", "Do you ship?"]])
  })

  test("is no promise, which I made myself, and no answer still owed after a greeting", () => {
    for (const kind of ["promise", "answer"] as const) {
      const timers = [{ ...waitingFor(119), id: kind, kind }]
      server.push("conversation", conversation(kind, { assigneeId: ana.id, timers }))
    }
    aMomentLater()
    expect(shown).toEqual([])
  })

  test("is not told of to an agent who is away", () => {
    receiveAgents([{ ...ana, availability: "away" }])
    server.push("conversation", newWait("away"))
    aMomentLater()
    expect(shown).toEqual([])
  })

  test("is told of by the browser only where nobody looks at the panel", () => {
    vi.mocked(document.hasFocus).mockReturnValue(true)
    server.push("conversation", newWait("looked-at"))
    aMomentLater()
    expect(shown).toEqual([])
    expect(play).toHaveBeenCalledWith(SOMEBODY_WAITS)
  })

  test("is told of by nothing where sounds and notifications are off", async () => {
    setSounds(false)
    await setNotifications(false)
    server.push("conversation", newWait("silent"))
    aMomentLater()
    expect(shown).toEqual([])
    expect(play).not.toHaveBeenCalled()
  })

  test("is told of by a rising tone, once, as the time runs out", async () => {
    vi.useRealTimers()
    server.push("conversation", newWait("short"))
    await screen.findByText("Vera")
    now.value = NOON + 100_000
    now.value = NOON + 101_000
    expect(vi.mocked(play).mock.calls.filter(([tone]) => tone === TIME_RUNS_OUT)).toHaveLength(1)
  })

  test("is counted in the title with the time that is left", async () => {
    vi.useRealTimers()
    server.push("conversation", newWait("title"))
    await waitFor(() => expect(document.title).toBe("(1) 1:59 · First Touch"))
  })
})

describe("an offer", () => {
  const hush = vi.fn()
  beforeEach(() => {
    hush.mockClear()
    vi.mocked(ring).mockReset().mockReturnValue(hush)
  })

  const offered = (id: string, changes: Partial<Offer> = {}): AgentConversation =>
    newWait(id, { offer: offer(id, changes) })
  const from = { id: bo.id, name: "Bo", hadItMs: 30_000 }
  /** The strokes that were asked for, of the last ring. */
  const asked = () => vi.mocked(ring).mock.lastCall?.[0]() ?? []

  test("is told of by the browser with why it came here, and a click opens it", async () => {
    server.push("conversation", offered("told", { reason: "missed", from }))
    await vi.waitFor(() =>
      expect(titles()).toEqual([["Vera is waiting for you", "Bo did not answer in 30 seconds\nDo you ship?"]]),
    )
    vi.useRealTimers()
    shown[0]?.onclick?.()
    await screen.findByRole("heading", { name: "Vera" })
  })

  test("rings, rising until its time is over, and falls silent the moment it is taken", async () => {
    server.push("conversation", offered("rings"))
    await vi.waitFor(() => expect(ring).toHaveBeenCalledOnce())
    expect(asked().length).toBeGreaterThan(5)
    expect(asked()[0]).toEqual({ inMs: 0, rise: 0 })
    expect(hush).not.toHaveBeenCalled()
    vi.useRealTimers()
    server.answers["conversation.accept"] = () => new Promise(() => {})
    await panel.user.keyboard("a")
    expect(hush).toHaveBeenCalledOnce()
  })

  test("falls silent and takes its notification back when it ends elsewhere", async () => {
    server.push("conversation", offered("ends", { agentId: null, expiresAt: null }))
    await vi.waitFor(() => expect(shown).toHaveLength(1))
    server.push("conversation", { ...newWait("ends"), assigneeId: bo.id, seq: 3 })
    await vi.waitFor(() => expect(hush).toHaveBeenCalledOnce())
    expect(shown[0]?.close).toHaveBeenCalled()
  })

  test("that is overdue rings high and not for ever", async () => {
    const timers = [{ ...waitingFor(-30), id: "timer-late" }]
    const late = offer("late", { reason: "overdue", agentId: null, expiresAt: null })
    server.push("conversation", conversation("late", { timers, offer: late }))
    await vi.waitFor(() => expect(ring).toHaveBeenCalledOnce())
    expect(new Set(asked().map(({ rise }) => rise))).toEqual(new Set([1]))
    expect(Math.max(...asked().map(({ inMs }) => inMs))).toBeLessThan(30_000)
  })

  test("is silent where sounds are off, and rings on where they are turned on", async () => {
    setSounds(false)
    server.push("conversation", offered("quiet"))
    await vi.waitFor(() => expect(shown).toHaveLength(1))
    expect(ring).not.toHaveBeenCalled()
    setSounds(true)
    expect(ring).toHaveBeenCalledOnce()
  })

  test("to a colleague neither rings nor is told of here", async () => {
    server.push("conversation", offered("bos", { agentId: bo.id }))
    await screen.findByText("Vera")
    expect(ring).not.toHaveBeenCalled()
    expect(shown).toEqual([])
  })

  test("stands in the title with its seconds", async () => {
    server.push("conversation", offered("titled"))
    await vi.waitFor(() => expect(document.title).toBe("45 Vera is waiting for you · First Touch"))
  })
})

describe("what alerts are like", () => {
  test("can be tried: each sound, and a notification", async () => {
    vi.useRealTimers()
    await panel.user.click(screen.getByRole("button", { name: "Alerts" }))
    await panel.user.click(await screen.findByRole("button", { name: "Somebody waits" }))
    expect(play).toHaveBeenCalledWith(SOMEBODY_WAITS)
    vi.mocked(ring).mockClear()
    await panel.user.click(screen.getByRole("button", { name: "An offer" }))
    expect(ring).toHaveBeenCalledOnce()
    await panel.user.click(screen.getByRole("button", { name: "Show a notification" }))
    expect(shown.map(({ title }) => title)).toEqual(["This is how it looks"])
  })
})
