import { get, request } from "node:http"
import { connect } from "node:net"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openRawLine } from "../testing/fuzz/raw-line"
import { startTestServer, type TestServer } from "../testing/kit"
import { type Agent, agent, until, visitor } from "../testing/people"

const TEXT = 1
const CONTINUED = 0
const MEGABYTE = 1_048_576

let server: TestServer
let ana: Agent

beforeAll(async () => {
  server = await startTestServer()
  ana = await agent(server)
})
afterAll(() => server.stop())

const memory = () => process.memoryUsage().rss

function connections(): Promise<number> {
  return new Promise((counted, failed) =>
    server.server.http.getConnections((error, count) => (error ? failed(error) : counted(count))),
  )
}

/** How long Ana waits for answers while something goes on. */
async function slowest(during: () => Promise<unknown>): Promise<number> {
  let isOver = false
  const going = during().finally(() => {
    isOver = true
  })
  let slowestMs = 0
  do {
    const startedAt = performance.now()
    await ana.call("policy.list", {})
    slowestMs = Math.max(slowestMs, performance.now() - startedAt)
  } while (!isOver)
  await going
  return slowestMs
}

describe("a line that breaks the rules of WebSocket", () => {
  test("by a hundred thousand pieces of a message that never ends costs neither memory nor anybody's time (V60, V62)", async () => {
    const line = await openRawLine(server.url)
    const before = memory()
    const flood = async () => {
      line.bytes(line.pieceOf(TEXT, Buffer.from("4")))
      const pieces = Buffer.concat(Array.from({ length: 1_000 }, () => line.pieceOf(CONTINUED, Buffer.from("2"))))
      for (let each = 0; each < 100; each++) {
        line.bytes(pieces)
        await fetch(`${server.url}/healthz`)
      }
    }
    expect(await slowest(flood)).toBeLessThan(200)
    expect(memory() - before).toBeLessThan(100 * MEGABYTE)
    line.end()
  })

  test("by a length beyond every measure, or a frame that is too long, is hung up on (V62)", async () => {
    for (const header of ["81ff7fffffffffffffff", "81ff0000000000200001"]) {
      const line = await openRawLine(server.url)
      line.bytes(Buffer.from(header, "hex"))
      await line.ended
    }
  })
})

test("a thousand bodies that are no frames leave no connection behind (V61)", async () => {
  const before = await connections()
  for (let round = 0; round < 10; round++) {
    await Promise.all(Array.from({ length: 100 }, (_, each) => postNonsense(each % 2 === 0 ? "&sid=guessed" : "")))
  }
  await until("the connections to be gone", async () => (await connections()) <= before + 5, 10_000)
})

function postNonsense(sid: string): Promise<void> {
  const headers = { "Content-Type": "application/octet-stream" }
  return new Promise((answered, failed) => {
    const address = `${server.url}/socket.io/?EIO=4&transport=polling${sid}`
    const sent = request(address, { method: "POST", headers, agent: false }, (response) => {
      response.resume().once("end", answered)
    })
    sent.on("error", failed)
    sent.end(Buffer.from([0, 255, 4]))
  })
}

describe("a request that is meant to be long to read (V64)", () => {
  const asked: [string, () => Promise<number>][] = [
    ["thousands of parameters", () => statusOf(`/api/policy.list?${"a=1&".repeat(3_000)}`, "{}")],
    ["thousands of levels of JSON", () => statusOf("/api/message.send", "[".repeat(5_000) + "]".repeat(5_000))],
    ["two thousand headers", manyHeaders],
  ]

  test.each(asked)("by %s is refused, and nobody waits for it", async (_, ask) => {
    let status = 0
    const slowestMs = await slowest(async () => {
      status = await ask()
    })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(slowestMs).toBeLessThan(200)
  })

  test("a body longer than any call's is not read to its end", async () => {
    expect(await statusOf("/api/message.send", JSON.stringify({ body: "x".repeat(MEGABYTE) }))).toBe(413)
  })

  async function statusOf(path: string, body: string): Promise<number> {
    const headers = { "Content-Type": "application/json" }
    return (await fetch(server.url + path, { method: "POST", headers, body })).status
  }

  function manyHeaders(): Promise<number> {
    const headers = Object.fromEntries(Array.from({ length: 2_000 }, (_, each) => [`X-${each}`, "x".repeat(20)]))
    return new Promise((answered, failed) => {
      const asking = get(`${server.url}/api/policy.list`, { headers, agent: false }, (response) =>
        answered(response.resume().statusCode ?? 0),
      )
      // A server that hangs up on such a request has refused it too.
      asking.on("error", (error: NodeJS.ErrnoException) =>
        error.code === "ECONNRESET" ? answered(431) : failed(error),
      )
    })
  }
})

test("two lengths of one body are no request (V64)", async () => {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.write(
    "POST /api/policy.list HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
  )
  const answer = await new Promise<string>((answered) => {
    let said = ""
    socket.on("data", (chunk) => {
      said += chunk
    })
    socket.on("close", () => answered(said))
  })
  expect(answer).toMatch(/^HTTP\/1\.1 400/)
  expect(answer).not.toContain('"ok":true')
})

test("whatever was thrown at it, a visitor is answered as ever", async () => {
  const vera = await visitor(server)
  expect((await vera.say("Hello")).duplicate).toBe(false)
})

describe("a form of many parts, which nothing here reads (V63)", () => {
  const parts = (count: number) => "--b\r\nContent-Disposition: form-data; name=a[]\r\n\r\n\r\n".repeat(count)
  const forms: [string, string][] = [
    ["ten thousand empty parts", `${parts(10_000)}--b--`],
    ["an index beyond every list", "--b\r\nContent-Disposition: form-data; name=a[4294967294]\r\n\r\nx\r\n--b--"],
    ["no end", parts(1)],
  ]

  test.each(forms)("with %s is refused before it has come, and leaves nothing behind", async (_, body) => {
    const before = await connections()
    const memoryBefore = memory()
    for (const [method, path] of [
      ["POST", "/api/message.send"],
      ["POST", "/api/auth/sign-in/email"],
      ["PUT", `/files/${"a".repeat(32)}`],
    ] as const) {
      const startedAt = performance.now()
      const statuses = await Promise.all(Array.from({ length: 20 }, () => statusOfUnended(method, path, body)))
      expect([path, ...new Set(statuses)]).toEqual([path, path.startsWith("/files") ? 401 : 400])
      expect(performance.now() - startedAt).toBeLessThan(2_000)
    }
    expect(memory() - memoryBefore).toBeLessThan(100 * MEGABYTE)
    await until("the connections to be gone", async () => (await connections()) <= before + 5, 10_000)
  })

  /** Announces more than it sends, and waits for the answer with the line open. */
  function statusOfUnended(method: string, path: string, body: string): Promise<number> {
    const headers = { "Content-Type": "multipart/form-data; boundary=b", "Content-Length": body.length + 1_000 }
    return new Promise((answered, failed) => {
      const asking = request(server.url + path, { method, headers, agent: false }, (response) => {
        answered(response.resume().statusCode ?? 0)
        asking.destroy()
      })
      asking.on("error", failed)
      asking.write(body)
    })
  }
})
