// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { createFakeCarriers } from "../testing/fake-carriers"
import { io } from "./socket-io"

const network = vi.hoisted(() => ({ carriers: {} as ReturnType<typeof createFakeCarriers> }))
vi.mock("./transports", () => ({
  overWebSocket: (...how: Parameters<typeof network.carriers.overWebSocket>) => network.carriers.overWebSocket(...how),
  overPolling: (...how: Parameters<typeof network.carriers.overPolling>) => network.carriers.overPolling(...how),
}))

const RETRY_MS = 500

beforeEach(() => {
  vi.useFakeTimers()
  network.carriers = createFakeCarriers()
})
afterEach(() => void vi.useRealTimers())

function connect() {
  const heard: unknown[][] = []
  const socket = io("https://chat.example/visitor", {
    query: { site: "default" },
    auth: (give) => give({ site: "default" }),
    ...{ ackTimeout: 10_000, reconnectionDelay: RETRY_MS, reconnectionDelayMax: 10_000, randomizationFactor: 0 },
  })
  for (const name of ["connect", "disconnect", "connect_error", "event"]) {
    socket.on(name, (said) => heard.push([name, said]))
  }
  socket.connect()
  return { socket, heard, ...network.carriers }
}

describe("a line over Engine.IO 4 and Socket.IO 5", () => {
  it("names the site in the very first request and enters its namespace with the handshake", () => {
    const { latest, admit, heard, socket } = connect()
    expect(latest()).toMatchObject({ kind: "websocket", door: "https://chat.example/socket.io/?EIO=4&site=default" })
    admit()
    expect(latest().sent).toEqual([`40/visitor,{"site":"default"}`])
    expect([heard, socket.connected]).toEqual([[["connect", undefined]], true])
  })

  it("a page that may not show the chat is told so, and asks no more", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {})
    const { latest, opened, heard, socket } = connect()
    latest().ended()
    latest().ended(`{"code":4,"message":"origin not allowed"}`)
    expect(heard).toEqual([["connect_error", { message: "forbidden" }]])
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(location.origin))
    vi.advanceTimersByTime(60_000)
    expect([opened.length, socket.active]).toEqual([2, false])
  })

  it("a server that has too many lines is asked again", () => {
    const { latest, opened } = connect()
    latest().ended()
    latest().ended(`{"code":4,"message":"too many lines from one address"}`)
    vi.advanceTimersByTime(60_000)
    expect(opened.length).toBeGreaterThan(2)
  })

  it("hears what the server says by itself, whatever letters are in it", () => {
    const { latest, admit, heard } = connect()
    admit()
    latest().hear(`42/visitor,["event",{"body":"1,2\u2028[3]"}]`)
    expect(heard.at(-1)).toEqual(["event", { body: "1,2\u2028[3]" }])
  })

  it("gives each call its own answer, in whatever order they come", async () => {
    const { latest, admit, socket } = connect()
    admit()
    const calls = Promise.all([socket.emitWithAck("events.list", { after: 1 }), socket.emitWithAck("seen.set", {})])
    expect(latest().sent.slice(1)).toEqual([`42/visitor,1["events.list",{"after":1}]`, `42/visitor,2["seen.set",{}]`])
    latest().hear(`43/visitor,2[{"ok":false}]`)
    latest().hear(`43/visitor,1[{"ok":true}]`)
    expect(await calls).toEqual([{ ok: true }, { ok: false }])
  })

  it("answers pings, and takes longer silence for a dead line", () => {
    const { latest, admit, heard, opened } = connect()
    admit()
    vi.advanceTimersByTime(29_999)
    latest().hear("2")
    expect(latest().sent.at(-1)).toBe("3")
    vi.advanceTimersByTime(29_999)
    expect(heard).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(heard.at(-1)).toEqual(["disconnect", "transport close"])
    vi.advanceTimersByTime(RETRY_MS)
    expect(opened.map(({ kind, closed }) => [kind, closed])).toEqual([
      ["websocket", true],
      ["websocket", false],
    ])
  })
})

describe("a network that makes it hard", () => {
  it.each([
    ["refuses WebSockets", () => network.carriers.latest().ended()],
    ["swallows them", () => vi.advanceTimersByTime(5_000)],
    ["answers them with something else", () => network.carriers.latest().hear("<html>")],
  ])("one that %s is crossed by polling", (_, fail) => {
    const { latest, admit, heard, opened } = connect()
    fail()
    expect(latest().kind).toBe("polling")
    admit()
    opened[0]?.hear("1")
    opened[0]?.ended()
    expect([heard, opened.length]).toEqual([[["connect", undefined]], 2])
  })

  it("one that lets nothing through is tried ever more slowly, over WebSocket first", () => {
    const { latest, heard, opened } = connect()
    for (const waitMs of [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
      latest().ended()
      latest().ended()
      const tries = opened.length
      vi.advanceTimersByTime(waitMs - 1)
      expect(opened).toHaveLength(tries)
      vi.advanceTimersByTime(1)
      expect(latest().kind).toBe("websocket")
    }
    expect(new Set(heard.map(([name]) => name))).toEqual(new Set(["connect_error"]))
  })

  it("a call that is cut off fails at once, one that is not answered in time", async () => {
    const { latest, admit, socket } = connect()
    admit()
    const cut = socket.emitWithAck("seen.set", {}).catch((reason) => reason)
    latest().ended()
    expect(await cut).toBe("transport close")
    await vi.advanceTimersByTimeAsync(RETRY_MS)
    admit()
    const late = socket.emitWithAck("seen.set", {}).catch((reason) => reason)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await late).toBe("timeout")
  })

  it("a browser that says it is offline is believed at once", () => {
    const { admit, heard, latest } = connect()
    admit()
    dispatchEvent(new Event("offline"))
    expect([heard.at(-1), latest().closed]).toEqual([["disconnect", "transport close"], true])
  })
})

describe("a line that ends for good", () => {
  it("a visitor who is turned away does not try again", () => {
    const { latest, heard, socket, opened } = connect()
    latest().hear(`0{"sid":"1","pingInterval":20000,"pingTimeout":10000}`)
    latest().hear(`44/visitor,{"message":"forbidden"}`)
    vi.advanceTimersByTime(60_000)
    expect(heard).toEqual([["connect_error", { message: "forbidden" }]])
    expect([socket.active, opened.length, latest().closed]).toEqual([false, 1, true])
  })

  it.each([
    ["the server ends it", "io server disconnect", () => network.carriers.latest().hear("41/visitor,")],
    ["the page ends it", "io client disconnect", (socket: ReturnType<typeof io>) => void socket.disconnect()],
  ])("when %s, it is said, and it begins again only when asked", (_, reason, end) => {
    const { admit, heard, socket, opened } = connect()
    admit()
    end(socket)
    vi.advanceTimersByTime(60_000)
    expect([heard.at(-1), opened.length]).toEqual([["disconnect", reason], 1])
    socket.connect()
    admit()
    expect(socket.connected).toBe(true)
  })
})
