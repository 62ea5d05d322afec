import { io } from "socket.io-client"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { createFaultLine, type FaultLine } from "../testing/fault-line"
import { type Client, openPanel } from "../testing/faults/client"
import { createLedger } from "../testing/faults/history"
import { ANA, startTestServer, type TestServer } from "../testing/kit"
import { metric, SLOW_AGENTS } from "../testing/metric"
import { signIn, type Visitor, visitor } from "../testing/people"
import { until } from "../testing/until"
import { UNREAD_MOST_BYTES } from "./slow-readers"

/** The longest message in letters of three bytes: some hundreds of them are more than the network takes unread. */
const LONG = "話".repeat(10_000)
const MOST_TOLD = 1_000

let server: TestServer
let line: FaultLine
let cookie: string
let vera: Visitor
let conversationId: string

beforeEach(async () => {
  server = await startTestServer({ environment: { LOG_LEVEL: "fatal" } })
  line = await createFaultLine(Number(new URL(server.url).port))
  cookie = await signIn(server, ANA)
  vera = await visitor(server)
  conversationId = (await vera.say("Is the yearly membership cheaper?")).conversation.id
})
afterEach(async () => {
  vera.hangUp()
  await line.close()
  await server.stop()
})

describe("an agent who reads less than they are told", () => {
  let ana: Client

  beforeEach(async () => {
    ana = openPanel({ name: "Ana", url: line.url, ledger: createLedger() }, cookie)
    await until("Ana to hold it", () => ana.seqOf(conversationId) > 0)
  })
  afterEach(() => ana.close())

  test("is cut off before it fills the memory, slows nobody, and holds everything once back (F25)", async () => {
    line.hold({ bytesPerSecond: 1_000 })
    const waitsMs = await tellUntilEnded()
    expect(await metric(server, SLOW_AGENTS)).toBe(1)
    expect(percentile(waitsMs, 0.99)).toBeLessThan(200)
    ana.write(conversationId)
    await until("Ana to hear that nobody hears her", () => !ana.isOnline)
    line.mend()
    await holdsEverything()
  })

  test("is cut off where a proxy forbids WebSockets, too (F25)", async () => {
    line.cut()
    line.mend()
    line.refuseUpgrades()
    await until("Ana to be gone", () => !ana.isOnline)
    await until("Ana to be back", () => ana.isOnline, 10_000)
    line.hold({ bytesPerSecond: 1_000 })
    await tellUntilEnded()
    expect(await metric(server, SLOW_AGENTS)).toBe(1)
    line.mend()
    await holdsEverything()
  })

  async function tellUntilEnded(): Promise<number[]> {
    const waitsMs: number[] = []
    while ((await metric(server, SLOW_AGENTS)) === 0 && waitsMs.length < MOST_TOLD) {
      const startedAt = performance.now()
      await vera.say(LONG)
      waitsMs.push(performance.now() - startedAt)
    }
    return waitsMs
  }

  async function holdsEverything(): Promise<void> {
    const { conversation } = await vera.say("And for two of us?")
    await until("Ana to hold all of it", () => ana.seqOf(conversationId) >= conversation.seq, 20_000)
  }
})

test("whoever asks for a reply longer than all that may wait is no slow reader (F25)", async () => {
  const messages = Math.ceil((2 * UNREAD_MOST_BYTES) / Buffer.byteLength(LONG))
  for (let each = 0; each < messages; each++) await vera.say(LONG)
  line.hold({ delayMs: 5 })
  const ana = io(`${line.url}/agent`, { transports: ["polling"], upgrade: false, extraHeaders: { cookie } })
  await until("Ana to be there", () => ana.connected)
  let reply: unknown
  const asked = ana.emitWithAck("events.list", { conversationId, limit: messages }).then((replied) => {
    reply = replied
  })
  // What is told meanwhile keeps the reply waiting for the next poll, and then waits behind it.
  await until("the reply", async () => (await vera.say("Hello?")) && reply)
  await asked
  expect(reply).toMatchObject({ ok: true })
  expect(await metric(server, SLOW_AGENTS)).toBe(0)
  ana.close()
})

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
}
