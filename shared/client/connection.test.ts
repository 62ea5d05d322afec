// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { createConnection, type Socket } from "./connection"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A line that says nothing by itself; each call waits until it is answered or given up. */
function quietLine() {
  const hearers = new Map<string, (said: unknown) => void>()
  const waiting: { answer(reply: unknown): void; giveUp(): void }[] = []
  const socket = {
    connected: false,
    active: true,
    dialled: 0,
    on: (name: string, hear: (said: unknown) => void) => hearers.set(name, hear),
    off: (name: string) => hearers.delete(name),
    connect() {
      socket.dialled++
      socket.connected = true
      hearers.get("connect")?.(undefined)
      return socket
    },
    disconnect() {
      socket.connected = false
      hearers.get("disconnect")?.("io client disconnect")
      return socket
    },
    emitWithAck: () =>
      new Promise<unknown>((answer, giveUp) => {
        waiting.push({ answer, giveUp: () => giveUp(new Error("operation has timed out")) })
      }),
  }
  const connection = createConnection({ io: () => socket satisfies Socket, namespace: "/visitor" })
  connection.connect()
  return { connection, socket, waiting }
}

it("a line that gives no answer in time is taken for dead, and another is opened at once (F29)", async () => {
  const { connection, socket, waiting } = quietLine()
  const calls = [connection.call("events.list", { conversationId: "c" }), connection.call("agent.start", {})]
  for (const { giveUp } of waiting) giveUp()
  expect(await Promise.all(calls)).toMatchObject([
    { error: { code: "unavailable" } },
    { error: { code: "unavailable" } },
  ])
  expect([connection.state.value, socket.dialled]).toEqual(["offline", 1])
  await vi.runAllTimersAsync()
  expect([connection.state.value, socket.dialled]).toEqual(["online", 2])
})

it("a line that was cut while a call waited is left to come back by itself", async () => {
  const { connection, socket, waiting } = quietLine()
  const call = connection.call("agent.start", {})
  socket.connected = false
  for (const { giveUp } of waiting) giveUp()
  expect((await call).ok).toBe(false)
  await vi.runAllTimersAsync()
  expect(socket.dialled).toBe(1)
})
