import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { copyFile, mkdir, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises"
import { join } from "node:path"
import Sqlite from "better-sqlite3"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { png, token, upload } from "../testing/files"
import { runCommand, startCommand } from "../testing/owner-command"
import { agent, type Visitor, visitor } from "../testing/people"
import { type Product, startProduct } from "../testing/product"
import { until } from "../testing/until"

describe("a backup of the built product", () => {
  let product: Product
  let backups: string
  let vera: Visitor

  beforeEach(async () => {
    product = await startProduct()
    backups = join(product.dataDir, "backups")
    vera = await visitor(product)
  })
  afterEach(async () => {
    vera.hangUp()
    await product.remove()
  })

  test("made while people write holds all that was acknowledged before it, and nothing out of order (F18)", async () => {
    const acknowledged: string[] = []
    let writing = true
    const writes = (async () => {
      for (let number = 1; writing; number++) {
        await vera.say(`Number ${number}`)
        acknowledged.push(`Number ${number}`)
      }
    })()
    await until("a stream of messages", () => acknowledged.length > 20)
    const before = acknowledged.length
    const { code, printed, folder } = await runCommand(product, "backup")
    writing = false
    await writes
    expect([code, printed]).toEqual([0, expect.stringMatching(/^Backed up [\d,]+ messages .* whole: /)])
    const saved = messagesOf(join(folder, "first-touch.sqlite"))
    expect(saved.length).toBeGreaterThanOrEqual(before)
    expect(saved).toEqual(acknowledged.slice(0, saved.length))
  })

  test("that is killed half-way has no name, and the next one is whole (F18)", async () => {
    await vera.say("Do you ship to Lviv?")
    const killed = startCommand(product, "backup")
    await until("it to have begun", async () => (await readdir(backups).catch(() => [])).length > 0)
    killed.kill("SIGKILL")
    await once(killed, "close")
    // However far that one came, this is how far one can come.
    await mkdir(join(backups, "partial"), { recursive: true })
    await writeFile(join(backups, "partial", "first-touch.sqlite"), "half of")
    const { code, folder } = await runCommand(product, "backup")
    expect(code).toBe(0)
    expect(messagesOf(join(folder, "first-touch.sqlite"))).toEqual(["Do you ship to Lviv?"])
    expect((await readdir(backups)).filter((name) => name === "partial")).toEqual([])
  })

  test("is restored in the place of what there is, which is kept; and whoever comes back begins a new epoch (F52)", async () => {
    await vera.say("Do you ship to Lviv?")
    const { folder } = await runCommand(product, "backup")
    const { conversation } = await vera.say("And to Odesa?")
    const ana = await agent(product)
    const epoch = ana.started.epoch
    ana.hangUp()
    await product.terminate()

    const restored = await runCommand(product, "restore", folder)
    expect([restored.code, restored.printed]).toEqual([0, expect.stringMatching(/^Restored 1 message into /)])
    const kept = /kept as (\S+)\. Start/.exec(restored.printed)?.[1] ?? ""
    expect(messagesOf(kept)).toEqual(["Do you ship to Lviv?", "And to Odesa?"])

    await product.start()
    const again = await visitor(product, { token: vera.token })
    expect(again.started.epoch).not.toBe(epoch)
    expect(again.started.conversation?.id).toBe(conversation.id)
    const said = again.started.events.flatMap((event) => (event.type === "message.posted" ? [event.message.body] : []))
    expect(said).toEqual(["Do you ship to Lviv?"])
    await again.say("Is anybody there?")
    again.hangUp()
  })

  test("holds the files of its messages, which a restore puts back as they were (V11, F18)", async () => {
    const sent = await upload(product, token(vera), "atlas.png", png(30, 20))
    await vera.call("message.send", { id: randomUUID(), body: "Torn", attachmentIds: [sent.id] })
    const { folder, printed } = await runCommand(product, "backup")
    expect(printed).toMatch(/^Backed up 1 message and 1 file /)
    await product.terminate()
    // A disk that loses it all, and a file of another time.
    await rm(join(product.dataDir, "files"), { recursive: true })
    await mkdir(join(product.dataDir, "files"))
    await writeFile(join(product.dataDir, "files", "0".repeat(32)), "of another time")

    const restored = await runCommand(product, "restore", folder)
    expect([restored.code, restored.printed]).toEqual([
      0,
      expect.stringMatching(/^Restored 1 message and 1 file into /),
    ])
    await product.start()
    const response = await fetch(`${product.url}/files/${sent.id}`, { headers: token(vera) })
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png(30, 20))
    expect(await readdir(join(product.dataDir, "files"))).toEqual([sent.id])
    const kept = (await readdir(product.dataDir)).find((name) => name.startsWith("files.before-restore-")) ?? ""
    expect(await readFile(join(product.dataDir, kept, "0".repeat(32)), "utf8")).toBe("of another time")
  })

  describe("is not restored, and nothing is changed,", () => {
    let whole: string

    beforeEach(async () => {
      await vera.say("Do you ship to Lviv?")
      whole = (await runCommand(product, "backup")).folder
    })

    async function refused(folder: string, why: RegExp): Promise<void> {
      const place = join(product.dataDir, "first-touch.sqlite")
      const before = await readFile(place)
      const { code, printed } = await runCommand(product, "restore", folder)
      expect([code, printed]).toEqual([1, expect.stringMatching(why)])
      expect((await readFile(place)).equals(before)).toBe(true)
    }

    async function changed(change: (file: string) => Promise<void> | void): Promise<string> {
      const folder = join(backups, "changed")
      await mkdir(folder)
      await copyFile(join(whole, "first-touch.sqlite"), join(folder, "first-touch.sqlite"))
      await change(join(folder, "first-touch.sqlite"))
      return folder
    }

    test("while a server runs on the database", () => refused(whole, /^The server still runs/))

    test("where the backup is damaged", async () => {
      await product.terminate()
      await refused(await changed((file) => truncate(file, 20_000)), /^The backup is damaged/)
    })

    test("where it is no database at all, or nothing", async () => {
      await product.terminate()
      await refused(await changed((file) => writeFile(file, "not a database")), /^The backup is damaged/)
      await refused(join(backups, "nowhere"), /^There is no backup in /)
    })

    test("where a newer version made it", async () => {
      await product.terminate()
      const folder = await changed((file) => {
        const database = new Sqlite(file)
        database.prepare("insert into migration (name, timestamp) values ('9999-next-year', '2027')").run()
        database.close()
      })
      await refused(folder, /^The backup was made by a newer version \(9999-next-year\)/)
    })
  })

  test("a damaged database is replaced by its backup, and kept", async () => {
    await vera.say("Do you ship to Lviv?")
    const { folder } = await runCommand(product, "backup")
    await product.terminate()
    const place = join(product.dataDir, "first-touch.sqlite")
    await writeFile(place, "what a bad disk leaves")
    expect((await runCommand(product, "restore", folder)).code).toBe(0)
    await product.start()
    const again = await visitor(product, { token: vera.token })
    expect(again.started.events.some((event) => event.type === "message.posted")).toBe(true)
    again.hangUp()
    const kept = (await readdir(product.dataDir)).filter((name) => name.includes("before-restore"))
    expect(await readFile(join(product.dataDir, kept[0] ?? ""), "utf8")).toBe("what a bad disk leaves")
  })
})

/** What was said, as a database file holds it. */
function messagesOf(file: string): string[] {
  const database = new Sqlite(file, { readonly: true })
  try {
    return database.prepare("select body from message order by rowNumber").pluck().all().map(String)
  } finally {
    database.close()
  }
}
