import { readdir } from "node:fs/promises"
import { join } from "node:path"
import Sqlite from "better-sqlite3"
import { afterEach, beforeEach, expect, test } from "vitest"
import { createChance } from "../../../shared/chance"
import { openStore } from "../../store/database"
import { migrate, STEPS } from "../../store/migrate"
import { visitor } from "../people"
import { type Product, startProduct } from "../product"
import { createFaultyDisk, type FaultyDisk } from "./faulty-disk"

/** Each round kills at another operation; FAULTS_ROUNDS=200 is a thorough run. */
const ROUNDS = Number(process.env.FAULTS_ROUNDS ?? 2)
const OLDER = Object.fromEntries(Object.entries(STEPS).slice(0, 3))

let disk: FaultyDisk
let product: Product

beforeEach(async () => {
  disk = await createFaultyDisk()
})
afterEach(async () => {
  disk.mend()
  await product.remove()
  await disk.remove()
})

async function olderDatabase(): Promise<void> {
  const store = openStore({ dataDir: disk.folder })
  await migrate(store, OLDER)
  await store.close()
}

test.each([
  ["a first start", async () => {}],
  ["a start that brings an older database to this version", olderDatabase],
])(
  "%s, killed at any of its writes, is made good by the next one (F05)",
  async (_, prepare) => {
    await prepare()
    product = await startProduct(disk.environment, { dataDir: disk.folder })
    const operations = disk.operations()
    expect(operations).toBeGreaterThan(20)
    await product.kill()
    const chance = createChance(operations)
    for (let round = 0; round < ROUNDS; round++) {
      await disk.empty()
      await prepare()
      disk.dieAt(Math.ceil(chance.between(0, operations)))
      await expect(product.start()).rejects.toThrow(/^First Touch ended with null/)
      disk.mend()
      await product.start()
      const vera = await visitor(product)
      await vera.say("Do you ship to Lviv?")
      vera.hangUp()
      await product.kill()
      await copiesAreWhole()
    }
  },
  60_000 + ROUNDS * 10_000,
)

/** What was copied aside before the tables were changed is what was there before. */
async function copiesAreWhole(): Promise<void> {
  for (const name of (await readdir(disk.folder)).filter((each) => each.includes(".before-"))) {
    const copy = new Sqlite(join(disk.folder, name), { readonly: true })
    const steps = copy.prepare("select name from migration").pluck().all()
    expect([name.endsWith(".partial"), copy.pragma("integrity_check", { simple: true }), steps]).toEqual([
      false,
      "ok",
      Object.keys(OLDER),
    ])
    copy.close()
  }
}
