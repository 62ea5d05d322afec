import { existsSync } from "node:fs"
import { open, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises"
import { join } from "node:path"
import Sqlite from "better-sqlite3"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { backUp } from "../backup/back-up"
import { visitor } from "../testing/people"
import { type Product, startProduct } from "../testing/product"
import { refuseDamaged } from "./soundness"

const PAGE_BYTES = 4_096

describe("a start on data that is not whole", () => {
  let product: Product
  let file: string

  beforeEach(async () => {
    product = await startProduct()
    file = join(product.dataDir, "first-touch.sqlite")
    const vera = await visitor(product)
    await vera.say("Do you ship to Lviv?")
    vera.hangUp()
  })
  afterEach(() => product.remove())

  /** The start is refused with a sentence, and what lies in the folder is as it was. */
  async function refused(why: RegExp): Promise<void> {
    const before = await everything()
    await expect(product.start()).rejects.toThrow(why)
    expect(await everything()).toEqual(before)
  }

  async function everything(): Promise<Record<string, string>> {
    const names = (await readdir(product.dataDir)).filter((name) => !/-(shm|wal)$/.test(name))
    const files = names.map(async (name) => [name, (await readFile(join(product.dataDir, name))).toString("base64")])
    return Object.fromEntries(await Promise.all(files))
  }

  async function overwrite(page: number): Promise<void> {
    const handle = await open(file, "r+")
    await handle.write(Buffer.alloc(PAGE_BYTES, 0x5a), 0, PAGE_BYTES, page * PAGE_BYTES)
    await handle.close()
  }

  test("is refused where a page is damaged, whichever it is (F15)", async () => {
    await product.terminate()
    const whole = await readFile(file)
    const pages = whole.length / PAGE_BYTES
    for (const page of [0, 1, Math.floor(pages / 2), pages - 1]) {
      await overwrite(page)
      await refused(
        /^First Touch ended with 1: DATA_DIR holds a damaged database .* restore a backup with npm run restore/,
      )
      await writeFile(file, whole)
    }
    await product.start()
  })

  test("is refused where the end of the file is missing (F15)", async () => {
    await product.terminate()
    await truncate(file, (await stat(file)).size - 2 * PAGE_BYTES)
    await refused(/DATA_DIR holds a damaged database/)
  })

  test("of a file too large to be read through at a start, a missing end is found all the same (F15)", async () => {
    await product.terminate()
    refuseDamaged(file, 0)
    await truncate(file, (await stat(file)).size - PAGE_BYTES)
    expect(() => refuseDamaged(file, 0)).toThrow(/its end is missing/)
    await rm(file)
  })

  test.each(["terminate", "kill"] as const)(
    "begins no empty database where the file is gone or empty (F15), after a %s",
    async (end) => {
      await product[end]()
      await writeFile(file, "")
      await refused(/DATA_DIR held a database, and .* is empty/)
      await rm(file)
      await refused(/DATA_DIR held a database, and .* is gone/)
    },
  )

  test("is refused where the log with the latest messages is gone (F15)", async () => {
    await product.kill()
    await rm(`${file}-wal`)
    await refused(/The latest messages are missing: .*-wal/)
  })

  test("goes on after a kill, and after a backup or another program emptied the log (F15)", async () => {
    await product.kill()
    await product.start()
    await product.kill()
    await backUp(product.dataDir, join(product.dataDir, "backups"), 0)
    expect(existsSync(`${file}-wal`)).toBe(false)
    await product.start()
    await product.kill()
    new Sqlite(file).exec("vacuum").close()
    await expect(product.start()).rejects.toThrow(/remove .*\.state and start again/)
    await rm(`${file}.state`)
    await product.start()
  })

  test("goes on with what is whole of a log that ends in the middle of a change (F15)", async () => {
    await product.kill()
    await truncate(`${file}-wal`, (await stat(`${file}-wal`)).size - 100)
    await product.start()
  })
})
