import { randomUUID } from "node:crypto"
import { get, request } from "node:http"
import { connect, type Socket as TcpSocket } from "node:net"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Reply } from "../../shared/protocol/types"
import { startTestServer, type TestServer } from "../testing/kit"
import { type Agent, agent, stored, type Visitor, visitor } from "../testing/people"
import { CONNECTIONS_AN_ADDRESS } from "./line-cap"

let server: TestServer
let ana: Agent

beforeAll(async () => {
  server = await startTestServer({ environment: { RATE_LIMITS: "on" } })
  ana = await agent(server)
})
afterAll(() => server.stop())

const page = { url: "https://nightingale.example/pricing", title: "Membership and prices" }
const isRefused = (reply: Reply<unknown>) =>
  !reply.ok && reply.error.code === "rate_limited" && (reply.error.retryAfterMs ?? 0) > 0

describe("a visitor who floods", () => {
  const A_BATCH = 100
  const BATCHES = 30

  test("is refused, each time with when to come back, and slows nobody (V68, V60, F28)", async () => {
    const [viktor, vera] = [await visitor(server), await visitor(server)]
    const { conversation } = await vera.say("Hello")
    const flood: Promise<Reply<unknown>[]>[] = []
    const waitsMs: number[] = []
    // A thousand a second, as fast as the others are answered.
    for (let batch = 0; batch < BATCHES; batch++) {
      flood.push(Promise.all(Array.from({ length: A_BATCH }, () => say(viktor))))
      const startedAt = performance.now()
      const asks = batch % 2 === 0 ? ana : vera
      expect((await asks.ask("events.list", { conversationId: conversation.id })).ok).toBe(true)
      waitsMs.push(performance.now() - startedAt)
    }
    const replies = (await Promise.all(flood)).flat()
    const sent = replies.filter((reply) => reply.ok)
    // Some of them took longer than the ten seconds in which the next ten are allowed; never more than that.
    expect(sent.length).toBeGreaterThan(0)
    expect(sent.length).toBeLessThanOrEqual(30)
    expect(replies.filter((reply) => !reply.ok && !isRefused(reply))).toEqual([])
    expect(await messagesOf(viktor)).toBe(sent.length)
    expect(percentile(waitsMs, 0.99)).toBeLessThan(200)
  })

  test("types without end is heard by agents now and then (V70)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    const heardBefore = ana.heard("typing").length
    const typed = Array.from({ length: 500 }, (_, each) =>
      vera.ask("typing.set", { conversationId: conversation.id, on: each % 2 === 0 }),
    )
    const refused = (await Promise.all(typed)).filter(isRefused)
    expect(refused.length).toBeGreaterThan(400)
    await ana.call("policy.list", {})
    expect(ana.heard("typing").length - heardBefore).toBeLessThanOrEqual(20)
  })

  function say(who: Visitor): Promise<Reply<unknown>> {
    return who.ask("message.send", { id: randomUUID(), body: "Again and again" })
  }

  async function messagesOf(who: Visitor): Promise<number> {
    const { conversation } = await who.call("visitor.start", { site: "default", token: who.token, page })
    const events = await stored(who, conversation?.id ?? "")
    return events.filter(({ type }) => type === "message.posted").length
  }
})

describe("an address", () => {
  const FROM = "127.0.0.7"
  /** Ana's and the visitors' of the tests before. */
  const OF_OTHERS = 50

  test("begins so many conversations and no more, and others begin theirs (V69)", async () => {
    const replies: Reply<unknown>[] = []
    for (let each = 0; each < 100; each++) replies.push(await writeFrom(FROM))
    expect(replies.filter((reply) => reply.ok)).toHaveLength(60)
    expect(replies.filter(isRefused)).toHaveLength(40)
    expect((await writeFrom("127.0.0.8")).ok).toBe(true)
  })

  test("holds so many connections that say nothing, and others are let in at once (V67)", async () => {
    const idle = await Promise.all(Array.from({ length: CONNECTIONS_AN_ADDRESS + 200 }, () => connected("127.0.0.11")))
    const startedAt = performance.now()
    expect(await begun("127.0.0.12", {})).toBe(200)
    expect(performance.now() - startedAt).toBeLessThan(3_000)
    // Whoever came after them was let in, so all of them were.
    expect(await connections()).toBeLessThanOrEqual(CONNECTIONS_AN_ADDRESS + OF_OTHERS)
    for (const socket of idle) socket.destroy()
  })

  test("that never ends its first words is not waited for (V67)", () => {
    expect(server.server.http.headersTimeout).toBeLessThanOrEqual(10_000)
  })

  /** A new visitor at this address, who writes once. */
  async function writeFrom(localAddress: string): Promise<Reply<unknown>> {
    const started = await postFrom(localAddress, "visitor.start", { site: "default", page })
    const token = started.ok ? started.data.token : ""
    return postFrom(localAddress, "message.send", { id: randomUUID(), body: "Hello" }, token)
  }

  function postFrom(
    localAddress: string,
    name: string,
    input: object,
    token?: string,
  ): Promise<Reply<{ token: string }>> {
    const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) }
    return new Promise((answered, failed) => {
      const options = { method: "POST", localAddress, agent: false, headers }
      const sent = request(`${server.url}/api/${name}`, options, (response) => {
        let said = ""
        response.on("data", (chunk) => {
          said += chunk
        })
        response.on("end", () => answered(JSON.parse(said)))
      })
      sent.on("error", failed)
      sent.end(JSON.stringify(input))
    })
  }

  /** Begins a line and says nothing more on it. */
  function begun(localAddress: string, headers: Record<string, string>): Promise<number | undefined> {
    return new Promise((answered, failed) => {
      const url = `${server.url}/socket.io/?EIO=4&transport=polling&site=default`
      const options = { localAddress, headers, agent: false }
      get(url, options, (response) => answered(response.resume().statusCode)).on("error", failed)
    })
  }

  function connections(): Promise<number> {
    return new Promise((counted, failed) =>
      server.server.http.getConnections((error, count) => (error ? failed(error) : counted(count))),
    )
  }

  function connected(localAddress: string): Promise<TcpSocket> {
    const { hostname, port } = new URL(server.url)
    const socket = connect({ host: hostname, port: Number(port), localAddress })
    socket.on("error", () => socket.destroy())
    return new Promise((isConnected) => {
      socket.once("connect", () => isConnected(socket))
      socket.once("close", () => isConnected(socket))
      socket.resume()
    })
  }
})

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
