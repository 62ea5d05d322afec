import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { readdir, writeFile } from "node:fs/promises"
import { request } from "node:http"
import { join } from "node:path"
import pino from "pino"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { readConfig } from "../../config"
import { startFailure } from "../../start-failure"
import { pdf, png, put, reserve, token, upload } from "../../testing/files"
import { startTestServer, type TestServer, type TestServerOptions } from "../../testing/kit"
import { type ObjectStore, startObjectStore } from "../../testing/object-store"
import { agent, until, type Visitor, visitor } from "../../testing/people"
import { createTestClock } from "../../testing/test-clock"
import { createBucket } from "./storage/bucket"

const HOUR_MS = 3_600_000
const NODE_MINUTES_MS = 6 * 60_000

let bucket: ObjectStore
const started: TestServer[] = []
const people: { hangUp(): void }[] = []

beforeEach(async () => {
  bucket = await startObjectStore()
})
afterEach(async () => {
  for (const somebody of people.splice(0)) somebody.hangUp()
  for (const server of started.splice(0).reverse()) await server.stop()
  await bucket.stop()
})

async function start(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startTestServer({ environment: bucket.environment, ...options })
  started.push(server)
  return server
}

async function vera(server: TestServer): Promise<Visitor> {
  const somebody = await visitor(server)
  people.push(somebody)
  return somebody
}

const get = (server: TestServer, id: string, of: Visitor) => fetch(`${server.url}/files/${id}`, { headers: token(of) })

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

async function offsetAt(server: TestServer, id: string, of: Visitor): Promise<number> {
  const response = await fetch(`${server.url}/files/${id}`, { method: "HEAD", headers: token(of) })
  return Number(response.headers.get("upload-offset"))
}

const leftHere = (server: TestServer) => readdir(join(server.dataDir, "files", "incoming")).catch(() => [])
const keysOf = (folder: string) => [...bucket.objects.keys()].filter((key) => key.startsWith(folder))

/** Begins to send a file of `size` bytes; its line can be cut, or sent over to its end. */
function beginPut(server: TestServer, of: Visitor, id: string, size: number, begin: Buffer) {
  const sending = request(`${server.url}/files/${id}`, {
    method: "PUT",
    headers: { ...token(of), "Content-Length": String(size), "Upload-Offset": "0" },
  })
  // A line that was cut here is an error here too.
  sending.on("error", () => {})
  sending.write(begin)
  return sending
}

describe("two nodes with one bucket", () => {
  let one: TestServer
  let other: TestServer
  let ofVera: Visitor

  beforeEach(async () => {
    one = await start({ dialect: "postgres" })
    other = await start({ beside: one, clock: one.clock })
    ofVera = await vera(one)
  })

  test("a file that was cut on one goes on at the other from there, and is read from both (F37)", async () => {
    const whole = png(600, 400)
    const id = await reserve(one, token(ofVera), "atlas.png", whole.length)
    const sending = beginPut(one, ofVera, id, whole.length, whole.subarray(0, 700))
    await until("the first of it to arrive", async () => (await offsetAt(one, id, ofVera)) === 700)
    sending.destroy()
    await until("the other node to know of it", async () => (await offsetAt(other, id, ofVera)) === 700)
    const rest = await put(other, token(ofVera), id, whole.subarray(700), 700)
    expect(await rest.json()).toMatchObject({ ok: true, data: { received: whole.length, attachment: { width: 600 } } })
    await ofVera.call("message.send", { id: randomUUID(), body: "", attachmentIds: [id] })
    for (const node of [one, other]) expect(await bytesOf(await get(node, id, ofVera))).toEqual(whole)

    await other.elapse(0)
    await until("what was left for others to go", () => keysOf("incoming/").length === 0)
    await one.elapse(NODE_MINUTES_MS)
    expect([await leftHere(one), await leftHere(other), keysOf("files/").length]).toEqual([[], [], 1])
  })

  test("what was sent as the same file on both is the first that was whole, to the last byte", async () => {
    const [mine, swapped] = [png(40, 30), pdf("Swapped")]
    const size = swapped.length
    const first = Buffer.concat([mine, Buffer.alloc(size - mine.length)])
    const id = await reserve(one, token(ofVera), "a.png", size)
    const slow = beginPut(other, ofVera, id, size, swapped.subarray(0, size - 1))
    await until("nearly all to be there", async () => (await offsetAt(other, id, ofVera)) === size - 1)
    expect((await put(one, token(ofVera), id, first)).status).toBe(200)
    slow.end(swapped.subarray(size - 1))
    const [response] = await once(slow, "response")
    expect(response.statusCode).toBe(409)
    for (const node of [one, other]) expect(await bytesOf(await get(node, id, ofVera))).toEqual(first)
    expect(keysOf("files/")).toHaveLength(1)
  })

  test("with whoever is erased goes what lies in the bucket and on either disk", async () => {
    const picture = await upload(one, token(ofVera), "a.png", png(1, 1))
    await ofVera.call("message.send", { id: randomUUID(), body: "", attachmentIds: [picture.id] })
    const ana = await agent(other)
    people.push(ana)
    await ana.call("contact.erase", { contactId: ofVera.contactId })
    await other.elapse(0)
    await until("it to go", () => bucket.objects.size === 0)
  })
})

describe("a bucket that is away", () => {
  test.each(["gone", "busy"] as const)(
    "and %s: files are refused for now, words are taken, and the rest heals",
    async (how) => {
      const server = await start()
      const ofVera = await vera(server)
      const sent = await upload(server, token(ofVera), "sent.png", png(2, 2))
      bucket.behave(how)
      const whole = png(40, 30)
      const id = await reserve(server, token(ofVera), "atlas.png", whole.length)
      const refused = await put(server, token(ofVera), id, whole)
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"])
      expect(await refused.json()).toMatchObject({ error: { code: "unavailable", retryAfterMs: 5_000 } })
      expect((await get(server, sent.id, ofVera)).status).toBe(503)
      await ofVera.say("And words?")
      expect(await offsetAt(server, id, ofVera)).toBe(whole.length)

      bucket.behave("well")
      expect((await put(server, token(ofVera), id, Buffer.alloc(0), whole.length)).status).toBe(200)
      expect(await bytesOf(await get(server, id, ofVera))).toEqual(whole)
      expect((await get(server, sent.id, ofVera)).status).toBe(200)
    },
  )

  test("a person who is erased meanwhile is erased there too, however long it takes", async () => {
    const server = await start()
    const ofVera = await vera(server)
    const ana = await agent(server)
    people.push(ana)
    const picture = await upload(server, token(ofVera), "a.png", png(1, 1))
    await ofVera.call("message.send", { id: randomUUID(), body: "", attachmentIds: [picture.id] })
    bucket.behave("gone")
    await ana.call("contact.erase", { contactId: ofVera.contactId })
    for (let hour = 0; hour < 15; hour++) await server.leapTo(server.clock.now() + HOUR_MS)
    expect(bucket.objects.size).toBe(1)
    bucket.behave("well")
    await server.leapTo(server.clock.now() + HOUR_MS)
    expect(bucket.objects.size).toBe(0)
  })

  test("one that says nothing is not waited for", async () => {
    const impatient = createBucket(readConfig(bucket.environment), createTestClock(), 50)
    bucket.behave("silent")
    await expect(impatient.read("files/1")).rejects.toMatchObject({ word: "no answer in time", passes: true })
  })
})

describe("settings of a bucket", () => {
  const failureWith = async (environment: Record<string, string>) => {
    try {
      await start({ environment: { ...bucket.environment, ...environment } })
      return "started"
    } catch (error) {
      return startFailure(error)
    }
  }

  test("what does not work is told at the start, by the setting to change", async () => {
    const elsewhere = bucket.environment.FILES_S3_URL?.replace("nightingale", "lark") ?? ""
    expect(await failureWith({ FILES_S3_URL: elsewhere })).toMatch(/^FILES_S3_URL names a bucket that does not exist/)
    expect(await failureWith({ FILES_S3_KEY_ID: "Viktor" })).toMatch(/^FILES_S3_KEY_ID is not known/)
    expect(await failureWith({ FILES_S3_SECRET: "wrong" })).toMatch(/^FILES_S3_SECRET is not the one/)
    expect(await failureWith({ FILES_S3_REGION: "us-west-2" })).toMatch(/^FILES_S3_REGION is not the region/)
    expect(bucket.objects.size).toBe(0)
  })

  test("a bucket that is away, or keeps what was erased, is told and is no reason not to start", async () => {
    bucket.behave("gone")
    const away = await start({ log: pino({ level: "silent" }) })
    expect(away.server.notices.join()).toContain("FILES_S3_URL cannot be reached now")
    bucket.behave("keeps versions")
    expect((await start()).server.notices.join()).toContain("the bucket keeps old versions")
  })

  test("files that were taken before there was a bucket are read and erased where they lie", async () => {
    const server = await start()
    const ofVera = await vera(server)
    const picture = png(3, 3)
    const { id } = await upload(server, token(ofVera), "a.png", picture)
    bucket.objects.clear()
    const folder = join(server.dataDir, "files")
    await writeFile(join(folder, id), picture)
    expect(await bytesOf(await get(server, id, ofVera))).toEqual(picture)
    await server.leapTo(server.clock.now() + HOUR_MS)
    await server.elapse(0)
    expect(await readdir(folder)).not.toContain(id)
  })

  test("several nodes without one are told once that they need it, and one node is not", async () => {
    const said: string[] = []
    const log = pino({ level: "warn" }, { write: (line: string) => void said.push(line) })
    const one = await startTestServer({ dialect: "postgres", log })
    started.push(one)
    const telling = () => said.filter((line) => line.includes("FILES_S3_URL")).length
    await one.elapse(3 * 60_000)
    expect(telling()).toBe(0)
    const other = await startTestServer({ beside: one, clock: one.clock })
    started.push(other)
    await vera(other).then((hers) => hers.say("Hello"))
    await until(
      "her line to be known",
      async () => (await one.server.store.reads.selectFrom("presence").selectAll().execute()).length > 0,
    )
    await one.elapse(3 * 60_000)
    expect(telling()).toBe(1)
  })
})
