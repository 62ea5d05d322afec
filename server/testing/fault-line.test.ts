import { once } from "node:events"
import { createServer as createHttpServer } from "node:http"
import { connect, createServer, type Server, type Socket } from "node:net"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { createFaultLine, type FaultLine } from "./fault-line"
import { until } from "./until"

/** Who listens at the far end, and all that came there. */
let far: Server
let came: string
let farSockets: Socket[]
let line: FaultLine

beforeEach(async () => {
  came = ""
  farSockets = []
  far = createServer({ allowHalfOpen: true }, (socket) => {
    farSockets.push(socket)
    socket.on("data", (chunk) => {
      came += chunk
    })
    socket.on("error", () => {})
  })
  line = await lineTo(far)
})
afterEach(async () => {
  await line.close()
  for (const socket of farSockets) socket.destroy()
  far.close()
})

async function lineTo(server: Server): Promise<FaultLine> {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const address = server.address()
  if (!address || typeof address !== "object") throw new Error("nobody listens")
  return createFaultLine(address.port)
}

type Near = { socket: Socket; readonly heard: string; ended: Promise<"end" | "close" | "reset"> }

async function dial(): Promise<Near> {
  const socket = connect({ port: line.port, host: "127.0.0.1", allowHalfOpen: true })
  let heard = ""
  socket.on("data", (chunk) => {
    heard += chunk
  })
  const ended = new Promise<"end" | "close" | "reset">((told) => {
    socket.on("end", () => told("end"))
    socket.on("error", (error: NodeJS.ErrnoException) => told(error.code === "ECONNRESET" ? "reset" : "close"))
    socket.on("close", () => told("close"))
  })
  await once(socket, "connect")
  return {
    socket,
    get heard() {
      return heard
    },
    ended,
  }
}

const farSocket = () => until("the far end to be reached", () => farSockets.at(-1))

describe("a line that fails as it is told", () => {
  test("unhurt, it carries everything both ways, and an end as an end", async () => {
    const near = await dial()
    near.socket.write("hello")
    const there = await farSocket()
    await until("hello to come", () => came === "hello")
    there.write("good day")
    await until("good day to come", () => near.heard === "good day")
    near.socket.end()
    await once(there, "end")
    there.end("later")
    expect([await near.ended, near.heard]).toEqual(["end", "good daylater"])
  })

  test.each([0, 1, 4, 9])("it is cut after exactly %i bytes, and refuses until it is mended", async (bytes) => {
    const near = await dial()
    await farSocket()
    const isCut = line.cutAfter(bytes, "up")
    near.socket.write("0123456789")
    await isCut
    await near.ended
    await until("the last byte to come", () => came.length >= bytes)
    expect(came).toBe("0123456789".slice(0, bytes))
    const late = connect({ port: line.port, host: "127.0.0.1" }).on("error", () => {})
    await new Promise((closed) => late.on("close", closed))
    expect(line.opened).toBe(1)
    line.mend()
    const again = await dial()
    again.socket.write("-again")
    await until("what is said later to come", () => came.endsWith("-again"))
  })

  test("it is cut after so many bytes on the way down", async () => {
    const near = await dial()
    const there = await farSocket()
    const isCut = line.cutAfter(3, "down")
    there.write("0123456789")
    await isCut
    await near.ended
    expect(near.heard).toBe("012")
  })

  test("a reset is one", async () => {
    const near = await dial()
    await farSocket()
    line.cut("reset")
    expect(await near.ended).toBe("reset")
  })

  test("what it swallows is gone, and nobody is told; only new connections get through again", async () => {
    const near = await dial()
    const there = await farSocket()
    line.swallow("up")
    near.socket.write("lost")
    there.write("heard")
    await until("the other way to be open", () => near.heard === "heard")
    line.mend()
    near.socket.write("lost too")
    const again = await dial()
    again.socket.write("kept")
    await until("what came after to come", () => came !== "")
    expect([came, near.socket.destroyed]).toEqual(["kept", false])
  })

  test("half closed, the other half goes on", async () => {
    const near = await dial()
    const there = await farSocket()
    line.halfClose("down")
    expect(await near.ended).toBe("end")
    near.socket.write("still here")
    await until("the open half to carry", () => came === "still here")
    expect(there.destroyed).toBe(false)
  })

  test("it lets pieces wait, and pass at a rate", async () => {
    const near = await dial()
    await farSocket()
    line.hold({ delayMs: 60 })
    const startedAt = performance.now()
    near.socket.write("late")
    await until("the late piece", () => came === "late")
    expect(performance.now() - startedAt).toBeGreaterThan(50)
    line.hold({ bytesPerSecond: 100 })
    near.socket.write("x".repeat(20))
    await until("the slow piece", () => came.length === 24)
    expect(performance.now() - startedAt).toBeGreaterThan(200)
  })

  test("it leads new connections to another server", async () => {
    const other = createServer((socket) => void socket.end("the other one"))
    const otherLine = await lineTo(other)
    line.leadTo(otherLine.port)
    const near = await dial()
    await near.ended
    expect(near.heard).toBe("the other one")
    await otherLine.close()
    other.close()
  })

  test("it refuses upgrades and lets other requests pass; a captive network answers all of them", async () => {
    const http = createHttpServer((_request, response) => void response.end("ours"))
    await line.close()
    line = await lineTo(http)
    line.refuseUpgrades()
    expect(await (await fetch(line.url)).text()).toBe("ours")
    const near = await dial()
    near.socket.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
    await near.ended
    expect(near.heard).toMatch(/^HTTP\/1.1 403 /)
    line.mend()
    line.answer(200, "<html>Please sign in</html>")
    expect(await (await fetch(line.url, { headers: { connection: "close" } })).text()).toContain("sign in")
    http.close()
  })
})
