// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import type { Event, Timer } from "../../shared/protocol/types"
import { conversation, NOON, waitingFor } from "../testing/cast"
import { server } from "../testing/fake-server"
import { setClock } from "./clock"
import { counted, followWall, silentSince } from "./wall"

vi.mock("./client", async () => ({ connection: (await import("../testing/fake-server")).connection }))

const NONE = { kept: 0, missed: 0, running: 0 }
const EVERY_MS = 5_000
const DAY_MS = 86_400_000

const asked = () => server.madeOf("wall.get")
const event = (changes: object) =>
  ({ conversationId: "vera", seq: 3, at: NOON, by: { kind: "system" }, ...changes }) as Event
const timerEvent = (type: "timer.started" | "timer.met", changes: Partial<Timer> = {}) =>
  event({ type, timer: { ...waitingFor(60), ...changes } })

describe("counting for the wall", () => {
  let stop: () => void

  beforeEach(() => {
    vi.useFakeTimers()
    setClock(NOON)
    server.made = []
    server.answers = {
      "wall.get": () => ({ ok: true, data: { firstTouch: NONE, nextReply: NONE, breaches: [] } }),
    }
    server.comeOnline()
    stop = followWall()
  })
  afterEach(() => {
    stop()
    server.dropLine()
    vi.useRealTimers()
  })

  test("begins at once with the day since midnight where the one who looks is", async () => {
    await vi.advanceTimersByTimeAsync(0)
    expect(asked()).toEqual([{ since: new Date(NOON).setHours(0, 0, 0, 0) }])
    expect(counted.value).toMatchObject({ wall: { breaches: [] }, error: null })
  })

  test("asks nothing while nothing happens", async () => {
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(asked()).toHaveLength(1)
  })

  test("counts again when a wait begins or ends, and however many do, once in five seconds", async () => {
    await vi.advanceTimersByTimeAsync(EVERY_MS)
    server.push("event", timerEvent("timer.started"))
    await vi.advanceTimersByTimeAsync(0)
    expect(asked()).toHaveLength(2)
    for (let happened = 0; happened < 20; happened += 1) server.push("event", timerEvent("timer.met"))
    await vi.advanceTimersByTimeAsync(EVERY_MS - 1)
    expect(asked()).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1)
    expect(asked()).toHaveLength(3)
  })

  test("neither messages nor timers that are no wait for a reply make it count", async () => {
    await vi.advanceTimersByTimeAsync(EVERY_MS)
    server.push("event", event({ type: "message.posted", message: { id: "m", body: "Hello?", attachments: [] } }))
    server.push("event", timerEvent("timer.started", { kind: "promise" }))
    await vi.advanceTimersByTimeAsync(EVERY_MS)
    expect(asked()).toHaveLength(1)
  })

  test("what is done about a missed one is told as it happens", async () => {
    const breach = { conversation: conversation("vera"), timer: waitingFor(-30), story: [] }
    server.answers["wall.get"] = () => ({
      ok: true,
      data: { firstTouch: { ...NONE, missed: 1 }, nextReply: NONE, breaches: [breach] },
    })
    await vi.advanceTimersByTimeAsync(EVERY_MS)
    const taken = { type: "conversation.assigned", assigneeId: "bo", teamId: null }
    server.push("event", event({ ...taken, conversationId: "somebody-else" }))
    await vi.advanceTimersByTimeAsync(0)
    expect(asked()).toHaveLength(1)
    server.push("event", event(taken))
    await vi.advanceTimersByTimeAsync(0)
    expect(asked()).toHaveLength(2)
  })

  test("a new day is counted from its own midnight", async () => {
    await vi.advanceTimersByTimeAsync(0)
    setClock(NOON + DAY_MS)
    await vi.advanceTimersByTimeAsync(EVERY_MS)
    expect(asked().at(-1)).toEqual({ since: new Date(NOON + DAY_MS).setHours(0, 0, 0, 0) })
  })

  test("what was counted stays where it cannot be counted again, and says since when nothing is heard", async () => {
    await vi.advanceTimersByTimeAsync(0)
    expect(silentSince.value).toBeNull()
    server.dropLine()
    expect(silentSince.value).toBe(NOON)
    server.comeOnline()
    server.answers["wall.get"] = () => ({ ok: false, error: { code: "internal", message: "The server failed." } })
    await vi.advanceTimersByTimeAsync(EVERY_MS)
    expect(silentSince.value).toBeNull()
    expect(counted.value).toMatchObject({ wall: { breaches: [] }, error: { code: "internal" } })
  })
})
