import { randomUUID } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import Sqlite from "better-sqlite3"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { createChance } from "../../../shared/chance"
import { visitor } from "../people"
import { type Product, startProduct } from "../product"
import { createFaultyDisk, type FaultyDisk } from "./faulty-disk"

const BUILT = join(import.meta.dirname, "../../../dist/server")
const SEED = 2

describe("a power cut", () => {
  let disk: FaultyDisk
  let product: Product | null

  beforeEach(async () => {
    disk = await createFaultyDisk()
    product = null
  })
  afterEach(async () => {
    await product?.remove()
    await disk.remove()
  })

  /** Writes a while, then cuts the power. Gives what was acknowledged, and what is stored. */
  async function writeAndCut(left: "synced" | "torn", main?: string) {
    // What was there before is safe on the disk: the file has grown out of its log when the server ended by itself.
    product = await startProduct(disk.environment, { dataDir: disk.folder, ...(main !== undefined && { main }) })
    await product.terminate()
    await product.start()
    const vera = await visitor(product)
    const acknowledged: string[] = []
    // Few enough that SQLite has no reason yet to empty its log, which syncs it whole.
    for (let round = 0; round < 4; round++) {
      const sent = Array.from({ length: 10 }, async () => {
        const id = randomUUID()
        if ((await vera.ask("message.send", { id, body: `About ${id}` })).ok) acknowledged.push(id)
      })
      await Promise.all(sent)
    }
    await product.kill()
    vera.hangUp()
    await disk.cutPower(left, createChance(SEED))
    const database = new Sqlite(join(disk.folder, "first-touch.sqlite"), { readonly: true })
    const stored = database.prepare<[], string>("select id from message").pluck().all()
    const integrity = database.pragma("integrity_check", { simple: true })
    database.close()
    return { acknowledged, lost: acknowledged.filter((id) => !stored.includes(id)), integrity }
  }

  test.each(["synced", "torn"] as const)("takes nothing that was acknowledged; %s (W1, F02)", async (left) => {
    const { acknowledged, lost, integrity } = await writeAndCut(left)
    expect([acknowledged.length, lost, integrity]).toEqual([40, [], "ok"])
    await product?.start()
  })

  test("takes what was acknowledged where SQLite does not sync each commit: the test can fail (W1, F02)", async () => {
    const weaker = join(BUILT, "main-without-full-sync.js")
    writeFileSync(
      weaker,
      readFileSync(join(BUILT, "main.js"), "utf8").replace("synchronous = FULL", "synchronous = NORMAL"),
    )
    try {
      const { acknowledged, lost } = await writeAndCut("synced", weaker)
      expect(acknowledged.length).toBe(40)
      expect(lost.length).toBeGreaterThan(0)
    } finally {
      await rm(weaker)
    }
  })
})
