import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { createFakeServer } from "../testing/fake-server"
import { createLine } from "./line"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it("calls wait for nothing while the line's code is on its way: they are unavailable", async () => {
  const line = createLine(() => new Promise(() => {}))
  line.connect()
  expect(await line.call("events.list", { conversationId: "1" })).toMatchObject({
    ok: false,
    error: { code: "unavailable" },
  })
})

it("who listened before the line was there hears what comes over it", async () => {
  const server = createFakeServer()
  const line = createLine(async () => server.connection)
  const started = vi.fn()
  const restarts = vi.fn()
  line.onConnect(started)
  line.on("restart", restarts)
  line.connect()
  await vi.waitFor(() => expect(line.state.value).toBe("online"))
  server.push("restart", { inMs: 1, at: 2 })
  expect([started.mock.calls.length, restarts.mock.calls]).toEqual([1, [[{ inMs: 1, at: 2 }]]])
})

it("code that does not arrive is asked for again, ever more slowly", async () => {
  const server = createFakeServer()
  const load = vi.fn(async () => server.connection)
  load.mockRejectedValueOnce(new Error("lift")).mockRejectedValueOnce(new Error("lift"))
  const line = createLine(load)
  line.connect()
  await vi.advanceTimersByTimeAsync(999)
  expect([load.mock.calls.length, line.state.value]).toEqual([1, "offline"])
  await vi.advanceTimersByTimeAsync(1)
  expect(load).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(2_000)
  expect([load.mock.calls.length, line.state.value]).toEqual([3, "online"])
})

it("a line that was closed while it was on its way stays closed", async () => {
  const server = createFakeServer()
  const line = createLine(async () => server.connection)
  line.connect()
  line.close()
  await vi.advanceTimersByTimeAsync(10)
  expect(server.connection.state.value).not.toBe("online")
})
