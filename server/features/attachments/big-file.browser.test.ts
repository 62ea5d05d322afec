import { randomBytes, randomUUID } from "node:crypto"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { createFaultLine, type FaultLine } from "../../testing/fault-line"
import { put, reserve, token } from "../../testing/files"
import { type Visitor, visitor } from "../../testing/people"
import { type Product, startProduct } from "../../testing/product"

const MEGABYTE = 1_000_000
const PNG = Buffer.from("89504e470d0a1a0a", "hex")
/** How much memory files may cost while they are on their way, however large they are. */
const MORE_MEMORY_BYTES = 50 * MEGABYTE

describe("a file of 25 MB over a slow line (F37)", () => {
  let product: Product
  let line: FaultLine
  let vera: Visitor

  beforeAll(async () => {
    product = await startProduct({ ATTACHMENT_MAX_BYTES: String(30 * MEGABYTE), FREE_DISK_MIN_BYTES: "0" })
    line = await createFaultLine(product.port)
    vera = await visitor(product)
  })
  afterAll(async () => {
    vera.hangUp()
    await line.close()
    await product.remove()
  })

  const memory = async () => {
    const figures = await (await fetch(`${product.url}/metrics`)).text()
    return Number(/^process_resident_memory_bytes (\S+)/m.exec(figures)?.[1])
  }
  const offsetOf = async (id: string) =>
    Number(
      (await fetch(`${line.url}/files/${id}`, { method: "HEAD", headers: token(vera) })).headers.get("upload-offset"),
    )

  test("is cut at nine tenths and goes on from there, while words pass at once", async () => {
    const whole = Buffer.concat([PNG, randomBytes(25 * MEGABYTE)])
    const id = await reserve(product, token(vera), "poster.png", whole.length)
    await vera.say("I am sending you the poster")
    line.hold({ bytesPerSecond: 12 * MEGABYTE })
    const isCut = line.cutAfter(0.9 * whole.length, "up")
    const firstTry = put(line, token(vera), id, whole).then(
      () => "done",
      () => "cut",
    )
    let slowestMs = 0
    let isOver = false
    void isCut.then(() => {
      isOver = true
    })
    while (!isOver) {
      const startedAt = performance.now()
      await vera.say("Are you there?")
      slowestMs = Math.max(slowestMs, performance.now() - startedAt)
    }
    expect(await firstTry).toBe("cut")
    expect(slowestMs).toBeLessThan(1_000)
    line.mend()
    const from = await offsetOf(id)
    expect(from).toBeGreaterThan(0.85 * whole.length)
    const rest = await put(line, token(vera), id, whole.subarray(from), from)
    expect(await rest.json()).toMatchObject({ ok: true, data: { received: whole.length } })
    await vera.call("message.send", { id: randomUUID(), body: "", attachmentIds: [id] })
    const got = await fetch(`${product.url}/files/${id}`, { headers: token(vera) })
    expect(Buffer.from(await got.arrayBuffer()).equals(whole)).toBe(true)
  })

  test("ten at once cost no more memory than one", async () => {
    const whole = Buffer.concat([PNG, randomBytes(10 * MEGABYTE)])
    const ids: string[] = []
    for (let number = 0; number < 10; number++)
      ids.push(await reserve(product, token(vera), `${number}.png`, whole.length))
    const before = await memory()
    await Promise.all(ids.map((id) => put(product, token(vera), id, whole)))
    expect((await memory()) - before).toBeLessThan(MORE_MEMORY_BYTES)
    expect((await readdir(join(product.dataDir, "files"))).length).toBeGreaterThanOrEqual(10)
  })
})
