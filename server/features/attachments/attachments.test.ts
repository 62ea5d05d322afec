import { randomUUID } from "node:crypto"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { Attachment, EventOf, Input } from "../../../shared/protocol/types"
import { pdf, png, put, reserve, type Shows, token, upload } from "../../testing/files"
import { ANA, startTestServer, type TestServer } from "../../testing/kit"
import { type ObjectStore, startObjectStore } from "../../testing/object-store"
import { type Agent, agent, post, type Somebody, seenAndStored, type Visitor, visitor } from "../../testing/people"

const HOUR_MS = 3_600_000
const LARGEST = 200_000

describe.each([
  { dialect: "sqlite", place: "a folder" },
  { dialect: "postgres", place: "a folder" },
  { dialect: "sqlite", place: "a bucket" },
] as const)("files on $dialect, in $place", ({ dialect, place }) => {
  let server: TestServer
  let bucket: ObjectStore
  let vera: Visitor
  let ana: Agent

  beforeEach(async () => {
    bucket = await startObjectStore()
    const storage = place === "a bucket" ? bucket.environment : {}
    server = await startTestServer({ dialect, environment: { ATTACHMENT_MAX_BYTES: String(LARGEST), ...storage } })
    vera = await visitor(server)
    ana = await agent(server)
  })
  afterEach(async () => {
    vera.hangUp()
    ana.hangUp()
    await server.stop()
    await bucket.stop()
    expect(bucket.refused).toEqual([])
  })

  const cookie = (of: Agent): Shows => ({ Cookie: of.cookie })
  const get = (id: string, shows: Shows = {}) => fetch(`${server.url}/files/${id}`, { headers: shows })
  /** The ids of all of which a byte lies anywhere. */
  async function held(): Promise<string[]> {
    const inFolder = await readdir(join(server.dataDir, "files"), { recursive: true }).catch(() => [])
    const paths = [...inFolder, ...bucket.objects.keys()]
    return [...new Set(paths.flatMap((path) => /\b[0-9a-f]{32}\b/.exec(path)?.[0] ?? []))].sort()
  }

  function send(who: Somebody, attachments: readonly Attachment[], more: Partial<Input<"message.send">> = {}) {
    const attachmentIds = attachments.map(({ id }) => id)
    return who.call("message.send", { id: randomUUID(), body: "", attachmentIds, ...more })
  }

  test("Vera sends a picture, Ana sees it as it is and answers with a PDF", async () => {
    const picture = await upload(server, token(vera), "atlas.png", png(40, 30))
    expect(picture).toMatchObject({ name: "atlas.png", type: "image/png", width: 40, height: 30 })
    const { conversation } = await send(vera, [picture], { body: "This page is torn" })
    const atAna = await seenAndStored(ana, conversation.id)
    expect(atAna.seen).toEqual(atAna.stored)
    const shown = atAna.stored.find((event): event is EventOf<"message.posted"> => event.type === "message.posted")
    expect(shown?.message).toMatchObject({ body: "This page is torn", attachments: [picture] })
    expect(Buffer.from(await (await get(picture.id, cookie(ana))).arrayBuffer())).toEqual(png(40, 30))

    const invoice = await upload(server, cookie(ana), "invoice.pdf", pdf("Invoice"))
    await send(ana, [invoice], { conversationId: conversation.id })
    const response = await get(invoice.id, token(vera))
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/pdf"])
    const atVera = await seenAndStored(vera, conversation.id)
    expect(atVera.seen).toEqual(atVera.stored)
  })

  test("a picture without words is a message: it stands in lists by its name, and stops the wait as words do", async () => {
    const { conversation } = await vera.say("Which edition is it?")
    const picture = await upload(server, cookie(ana), "cover.png", png(2, 2))
    await send(ana, [picture], { conversationId: conversation.id })
    const { conversation: now } = await ana.call("conversation.get", { conversationId: conversation.id })
    expect(now.lastMessage?.body).toBe("cover.png")
    expect(now.timers.find(({ kind }) => kind === "first-touch")?.state).toBe("met")
    expect(now.timers.find(({ kind }) => kind === "first-touch")?.stoppedFor).toBe("reply")
  })

  test("nothing at all is no message", async () => {
    const reply = await vera.ask("message.send", { id: randomUUID(), body: " ", attachmentIds: [] })
    expect(reply).toMatchObject({ ok: false, error: { code: "invalid_input" } })
  })

  test("the same message again carries its files once, and another file under its id is a conflict (W2, W3)", async () => {
    const picture = await upload(server, token(vera), "a.png", png(1, 1))
    const other = await upload(server, token(vera), "b.png", png(1, 1))
    const id = randomUUID()
    const first = await send(vera, [picture], { id })
    const again = await send(vera, [picture], { id })
    expect([first.duplicate, again.duplicate, again.event]).toEqual([false, true, first.event])
    const reply = await vera.ask("message.send", { id, body: "", attachmentIds: [other.id] })
    expect(reply).toMatchObject({ ok: false, error: { code: "conflict" } })
  })

  test("a file that is another's, in another message, or not all there is carried by nothing, and nothing is said", async () => {
    const viktor = await visitor(server)
    const his = await upload(server, token(viktor), "his.png", png(1, 1))
    const used = await upload(server, token(vera), "used.png", png(1, 1))
    const { conversation } = await send(vera, [used])
    const half = await reserve(server, token(vera), "half.png", 500)
    for (const id of [his.id, used.id, half, "0".repeat(32)]) {
      const reply = await vera.ask("message.send", { id: randomUUID(), body: "Look", attachmentIds: [id] })
      expect(reply).toMatchObject({ ok: false, error: { code: "not_found" } })
    }
    expect((await vera.call("events.list", { conversationId: conversation.id })).events).toHaveLength(2)
    viktor.hangUp()
  })

  test("ids are 128 random bits, and an id alone opens nothing: not before it is sent, not after, not to a stranger (V25)", async () => {
    const ids = await Promise.all(Array.from({ length: 200 }, () => reserve(server, token(vera), "a.png", 10)))
    const bits = Buffer.from(ids.join(""), "hex").reduce(
      (sum, byte) => sum + byte.toString(2).replaceAll("0", "").length,
      0,
    )
    expect(new Set(ids).size).toBe(200)
    expect(bits / (200 * 128)).toBeCloseTo(0.5, 1)
    expect([...ids].sort()).not.toEqual(ids)

    const viktor = await visitor(server)
    const picture = await upload(server, token(vera), "a.png", png(1, 1))
    const statuses = () =>
      Promise.all(
        [{}, { Authorization: "Bearer x" }, token(viktor), cookie(ana)].map((shows) =>
          get(picture.id, shows).then(({ status }) => status),
        ),
      )
    expect(await statuses()).toEqual([401, 401, 404, 404])
    const { conversation } = await send(vera, [picture])
    expect(await statuses()).toEqual([401, 401, 404, 200])
    expect(conversation.id).not.toBe("")
    viktor.hangUp()
  })

  test("what no message carries within the hour is gone, from the disk too (F37)", async () => {
    const sent = await upload(server, token(vera), "sent.png", png(3, 3))
    await send(vera, [sent])
    const left = await upload(server, token(vera), "left.png", png(3, 3))
    const half = await reserve(server, token(vera), "half.png", 1_000)
    await put(server, token(vera), half, png(3, 3).subarray(0, 20))
    expect(await held()).toEqual([sent.id, left.id, half].sort())
    const lying = [...bucket.objects.keys()].map((key) => key.split("/", 2).join("/")).sort()
    expect(lying).toEqual(
      place === "a folder" ? [] : [`files/${sent.id}`, `files/${left.id}`, `incoming/${half}`].sort(),
    )
    await server.leapTo(server.clock.now() + HOUR_MS)
    await server.elapse(0)
    expect(await held()).toEqual([sent.id])
    expect((await get(left.id, token(vera))).status).toBe(404)
    expect((await get(sent.id, token(vera))).status).toBe(200)
  })

  test("with the person who is erased their files go, sent or not, and those that were sent to them", async () => {
    const picture = await upload(server, token(vera), "a.png", png(1, 1))
    const unsent = await upload(server, token(vera), "b.png", png(1, 1))
    const { conversation } = await send(vera, [picture])
    const invoice = await upload(server, cookie(ana), "invoice.pdf", pdf("Invoice"))
    await send(ana, [invoice], { conversationId: conversation.id })
    await ana.call("contact.erase", { contactId: vera.contactId })
    await server.elapse(0)
    expect(await held()).toEqual([])
    expect((await get(picture.id, cookie(ana))).status).toBe(404)
    expect((await get(invoice.id, cookie(ana))).status).toBe(404)
    expect((await get(unsent.id, token(vera))).status).toBe(404)
  })

  test("one that was cut goes on where it was, is whole once, and never changes again", async () => {
    const whole = png(300, 200)
    const id = await reserve(server, token(vera), "atlas.png", whole.length)
    const offset = async () =>
      (await fetch(`${server.url}/files/${id}`, { method: "HEAD", headers: token(vera) })).headers.get("upload-offset")
    expect(await offset()).toBe("0")
    await put(server, token(vera), id, whole.subarray(0, 200))
    expect(await offset()).toBe("200")
    const wrong = await put(server, token(vera), id, whole.subarray(100), 100)
    expect([wrong.status, await offset()]).toEqual([409, "200"])
    for (const nonsense of [-1, 0.5, Number.NaN, 1e99]) {
      expect([nonsense, (await put(server, token(vera), id, whole.subarray(200), nonsense)).status]).toEqual([
        nonsense,
        400,
      ])
    }
    const rest = await put(server, token(vera), id, whole.subarray(200), 200)
    expect(await rest.json()).toMatchObject({ ok: true, data: { received: whole.length, attachment: { width: 300 } } })
    await put(server, token(vera), id, Buffer.alloc(whole.length))
    expect(Buffer.from(await (await get(id, token(vera))).arrayBuffer())).toEqual(whole)
  })

  test("more than was reserved is not taken, however it is sent", async () => {
    const id = await reserve(server, token(vera), "a.txt", 10)
    const asBody = await put(server, token(vera), id, Buffer.alloc(11, "a"))
    expect(asBody.status).toBe(413)
    const inPieces = fetch(`${server.url}/files/${id}`, {
      method: "PUT",
      headers: token(vera),
      body: new Blob(["a".repeat(LARGEST)]).stream(),
      duplex: "half",
    } as RequestInit)
    // The answer comes, or the line ends, while more is being sent.
    expect(
      await inPieces.then(
        ({ status }) => status,
        () => 413,
      ),
    ).toBe(413)
    expect(await server.server.store.reads.selectFrom("attachment").select("completedAt").execute()).toEqual([
      { completedAt: null },
    ])
    const reply = await vera.ask("attachment.create", { name: "a.txt", size: LARGEST + 1 })
    expect(reply).toMatchObject({ ok: false, error: { code: "too_large" } })
  })
})

describe("limits of files", () => {
  test("the 21st in an hour is refused with the time to wait, and without a live token nothing is (V24)", async () => {
    const server = await startTestServer({ environment: { RATE_LIMITS: "on" } })
    const vera = await visitor(server)
    for (let number = 1; number <= 20; number++) await reserve(server, token(vera), `${number}.png`, 10)
    const input = { name: "21.png", size: 10 }
    const { status, reply } = await post(server, "attachment.create", input, token(vera))
    expect([status, reply]).toEqual([429, { ok: false, error: expect.objectContaining({ code: "rate_limited" }) }])
    expect(reply.ok || reply.error.retryAfterMs).toBeGreaterThan(0)
    expect((await post(server, "attachment.create", input)).status).toBe(401)
    expect((await post(server, "attachment.create", input, { Authorization: "Bearer x" })).status).toBe(401)
    expect(
      (await post(server, "attachment.create", input, token({ token: vera.token.replace(/.$/, "_") }))).status,
    ).toBe(401)
    expect(await readdir(server.dataDir)).not.toContain("files")
    vera.hangUp()
    await server.stop()
  })

  test("where the disk is nearly full a file is refused before a byte of it is sent, and words are taken (V24, F13)", async () => {
    const server = await startTestServer({ environment: { FREE_DISK_MIN_BYTES: String(2 ** 52) } })
    const vera = await visitor(server)
    const reply = await vera.ask("attachment.create", { name: "a.png", size: 10 })
    expect(reply).toMatchObject({ ok: false, error: { code: "unavailable", retryAfterMs: 60_000 } })
    await vera.say("And words?")
    vera.hangUp()
    await server.stop()
  })

  test("a cookie that another page made the browser send carries nothing", async () => {
    const server = await startTestServer()
    const ana = await agent(server, ANA)
    const shows = { Cookie: ana.cookie }
    const { id } = await upload(server, shows, "a.png", png(1, 1))
    const asPage = await fetch(`${server.url}/files/${id}`, {
      headers: { ...shows, Origin: "https://elsewhere.example" },
    })
    expect(asPage.status).toBe(403)
    ana.hangUp()
    await server.stop()
  })
})
