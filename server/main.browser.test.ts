import { spawn, spawnSync } from "node:child_process"
import { randomUUID } from "node:crypto"
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { get } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { createFaultyDisk } from "./testing/faulty-disk/faulty-disk"
import { agent, post, stored, visitor } from "./testing/people"
import { createTestDatabase } from "./testing/postgres"
import { type Product, startProduct } from "./testing/product"
import { until } from "./testing/until"

const NOBODY = 65_534
const MAIN = join(import.meta.dirname, "../dist/server/main.js")

describe("the built server as a process", () => {
  let product: Product
  afterEach(() => product?.remove())

  test("prints where the demo and the panel are, and is ready within two seconds", async () => {
    const tookMs: number[] = []
    let startedAt = performance.now()
    product = await startProduct()
    tookMs.push(performance.now() - startedAt)
    // Other tests run beside this one: of three starts the quickest tells what the product needs.
    for (let again = 0; again < 2; again++) {
      await product.kill()
      startedAt = performance.now()
      await product.start()
      tookMs.push(performance.now() - startedAt)
    }
    expect(Math.min(...tookMs)).toBeLessThan(2_000)
    expect(product.printed).toContain(`${product.url}/demo/`)
    expect(product.printed).toContain(`${product.url}/panel/`)
    for (const path of ["/widget.js", "/panel/", "/demo/", "/demo/pricing.html", "/demo/contacts.html", "/readyz"]) {
      expect([path, (await fetch(product.url + path)).status]).toEqual([path, 200])
    }
  })

  test("the first start without an owner prints a link that makes one, once", async () => {
    product = await startProduct({ OWNER_EMAIL: "", OWNER_PASSWORD: "" })
    const token = /\/panel\/welcome#(\S+)/.exec(product.printed)?.[1]
    const input = { token, password: "a long quiet sentence", name: "Ana", email: "ana@nightingale.example" }
    const made = await post(product, "invitation.accept", input)
    expect(made.reply).toMatchObject({ ok: true, data: { agent: { role: "owner", name: "Ana" } } })
    expect((await post(product, "invitation.accept", input)).status).toBe(404)
    expect((await agent(product)).started.me.role).toBe("owner")
    await product.terminate()
    await product.start()
    expect(product.printed).not.toContain("welcome#")
  })

  test("DEMO=off hides the shop", async () => {
    product = await startProduct({ DEMO: "off" })
    expect((await fetch(`${product.url}/demo/`)).status).toBe(404)
    expect(product.printed).not.toContain("/demo/")
  })

  test("neither sources, maps nor files outside are served (V80, V84)", async () => {
    product = await startProduct()
    const ofVite = ["/@fs/etc/passwd", "/@vite/client", "/@id/x", "/node_modules/vite/package.json", "/src/main.ts"]
    const sources = ["/demo/cast.ts", "/demo/seed.ts", "/demo/journeys/shop.ts", "/widget/manifest.json"]
    const maps = ["/widget.js.map", "/panel/sw.js.map", "/panel/assets/main.js.map"]
    const hidden = ["/.git/config", "/.env", "/data/first-touch.db", "/widget/.vite/manifest.json"]
    for (const path of [...ofVite, ...sources, ...maps, ...hidden]) {
      expect([path, await statusOf(path)]).toEqual([path, 404])
    }
    // Some of these are addresses of nothing, and some are no addresses.
    for (const path of OUTSIDE) expect([path, [400, 404].includes((await statusOf(path)) ?? 0)]).toEqual([path, true])
  })

  /** Ways out of a folder; asked for as they are, because `fetch` would tidy them up. */
  const OUTSIDE = ["/widget/", "/demo/", "/panel/assets/"].flatMap((folder) =>
    ["../../package.json", "%2e%2e/server/main.js", "..%2f..%2fpackage.json", "..%5c..%5cpackage.json"].flatMap(
      (out) => [folder + out, folder + out.replace("package", "package%00")],
    ),
  )

  function statusOf(path: string): Promise<number | undefined> {
    return new Promise((answered, failed) => {
      const asked = { host: "127.0.0.1", port: product.port, path, agent: false }
      get(asked, (response) => answered(response.resume().statusCode)).on("error", failed)
    })
  }

  test("whatever is not there is said in the same words, also what an older panel asks for", async () => {
    product = await startProduct()
    for (const path of [
      "/nowhere",
      "/panel/assets/main-of-yesterday.js",
      "/widget/none.txt",
      "/demo/a.b",
      "/demo/none",
    ]) {
      const response = await fetch(product.url + path)
      expect([path, response.status, await response.json()]).toEqual([
        path,
        404,
        { ok: false, error: { code: "not_found", message: "There is nothing at this address." } },
      ])
    }
    const unreadable = await fetch(`${product.url}/api/%E0%A4%A`, { method: "POST" })
    expect(await unreadable.json()).toMatchObject({ error: { message: "The address could not be read." } })
  })

  test("the panel may not be framed and runs nobody else's code (V40)", async () => {
    product = await startProduct()
    for (const path of ["/panel/", "/panel/conversations/x", "/panel/settings/sites"]) {
      const policy = (await fetch(product.url + path)).headers.get("content-security-policy") ?? ""
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain("unsafe")
    }
  })

  test("SIGTERM ends it cleanly within seconds, with people on the line (F27)", async () => {
    product = await startProduct()
    const vera = await visitor(product)
    await vera.say("Hello")
    const startedAt = performance.now()
    expect(await product.terminate()).toBe(0)
    expect(performance.now() - startedAt).toBeLessThan(5_000)
    expect(vera.heard("restart")).toMatchObject([{ inMs: expect.any(Number) }])
    vera.hangUp()
  })

  test("goes on and ends when it is asked to, though nobody reads what it logs (F50)", async () => {
    product = await startProduct({ LOG_LEVEL: "trace" })
    const vera = await visitor(product)
    product.stopReading()
    // More than a pipe holds.
    for (let round = 0; round < 6; round++) {
      await Promise.all(Array.from({ length: 200 }, (_, each) => vera.say(`Round ${round}, message ${each}`)))
    }
    vera.hangUp()
    const startedAt = performance.now()
    await product.terminate()
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })

  test("ends with the npm start that began it, whose shell passes no signal on", async () => {
    product = await startProduct()
    await product.terminate()
    const shell = spawn("sh", ["-c", `"${process.execPath}" "${MAIN}"; true`], {
      env: {
        PATH: process.env.PATH,
        PORT: String(product.port),
        DATA_DIR: product.dataDir,
        npm_lifecycle_event: "start",
      },
      stdio: "ignore",
    })
    const answers = () =>
      fetch(`${product.url}/readyz`).then(
        (response) => response.ok,
        () => false,
      )
    await until("the server to be ready", answers)
    shell.kill("SIGTERM")
    await until("the server to be gone", async () => !(await answers()))
  })

  test.each(["sqlite", "postgres"] as const)(
    "what was acknowledged survives a kill on %s (W1, F01)",
    async (dialect) => {
      const database = dialect === "postgres" ? await createTestDatabase() : null
      product = await startProduct(database ? { DATABASE_URL: database.url } : {})
      const acknowledged: string[] = []
      let vera = await visitor(product)
      for (let round = 0; round < 3; round++) {
        const sending = Array.from({ length: 200 }, async (_, each) => {
          const body = `Round ${round}, message ${each}`
          const reply = await vera.ask("message.send", { id: randomUUID(), body }).catch(() => null)
          if (reply?.ok) acknowledged.push(body)
        })
        await Promise.race(sending)
        await product.kill()
        await Promise.all(sending)
        await product.start()
        vera.hangUp()
        vera = await visitor(product, { token: vera.token })
      }
      const conversationId = vera.started.conversation?.id ?? ""
      const events = await stored(vera, conversationId)
      const bodies = events.flatMap((event) => (event.type === "message.posted" ? [event.message.body] : []))
      expect(acknowledged.length).toBeGreaterThan(0)
      expect(acknowledged.filter((body) => !bodies.includes(body))).toEqual([])
      expect(new Set(bodies).size).toBe(bodies.length)
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
      vera.hangUp()
      await product.terminate()
      await database?.drop()
    },
  )
})

describe("a start that cannot work", () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "first-touch-start-"))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const start = (environment: Record<string, string>, as: { uid?: number; gid?: number } = {}) =>
    spawnSync(process.execPath, [MAIN], {
      ...as,
      env: { PATH: process.env.PATH, DATA_DIR: folder, LOG_LEVEL: "silent", ...environment },
      encoding: "utf8",
      timeout: 10_000,
    })

  test("tells all mistakes in the settings at once and ends with an error", () => {
    const { status, stderr } = start({ PORT: "eighty", LOG_LEVEL: "loud", OWNER_EMAIL: "ana@nightingale.example" })
    expect(status).toBe(1)
    expect(stderr.trim().split("\n")).toEqual([
      expect.stringMatching(/^PORT .*\.$/),
      expect.stringMatching(/^LOG_LEVEL .*\.$/),
      expect.stringMatching(/^OWNER_EMAIL and OWNER_PASSWORD .*\.$/),
    ])
  })

  test("says so when the data folder is not one (F16)", async () => {
    const file = join(folder, "file")
    await writeFile(file, "not a folder")
    await chmod(file, 0o400)
    const { status, stderr } = start({ DATA_DIR: join(file, "data"), PORT: "39871" })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^DATA_DIR /)
  })

  test("says so when the data folder is another's, and changes nothing (F16)", async () => {
    await writeFile(join(folder, "first-touch.sqlite"), "")
    await chmod(folder, 0o555)
    // Root may write everywhere: then the start is somebody else's.
    const { status, stderr } = start({ PORT: "39871" }, process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {})
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^DATA_DIR cannot be used: /)])
    expect(await readdir(folder)).toEqual(["first-touch.sqlite"])
    await chmod(folder, 0o755)
  })

  test.each([
    ["ENOSPC", /DATA_DIR cannot be used: .*full/],
    ["EROFS", /DATA_DIR cannot be used: /],
  ] as const)(
    "says so when the disk answers every write with %s, and is well once it takes them (F13, F16)",
    async (why, said) => {
      const disk = await createFaultyDisk()
      disk.refuseWrites(why)
      const options = { dataDir: disk.folder }
      await expect(startProduct(disk.environment, options)).rejects.toThrow(said)
      disk.mend()
      const product = await startProduct(disk.environment, options)
      await product.remove()
      await disk.remove()
    },
  )

  test("a server whose disk is full is alive and not ready, and ready once there is room (F13)", async () => {
    const disk = await createFaultyDisk()
    const product = await startProduct(disk.environment, { dataDir: disk.folder })
    const statusOf = async (path: string) => (await fetch(product.url + path)).status
    const vera = await visitor(product)
    await vera.say("Hello")
    expect(await statusOf("/readyz")).toBe(200)
    disk.refuseWrites("ENOSPC")
    await until("it to be not ready", async () => (await statusOf("/readyz")) === 503)
    expect(await statusOf("/healthz")).toBe(200)
    const message = { id: randomUUID(), body: "Is anybody there?" }
    expect(await vera.ask("message.send", message)).toMatchObject({ ok: false, error: { code: "unavailable" } })
    disk.mend()
    await until("it to be ready", async () => (await statusOf("/readyz")) === 200)
    expect(await vera.ask("message.send", message)).toMatchObject({ ok: true, data: { duplicate: false } })
    vera.hangUp()
    await product.remove()
    await disk.remove()
  })

  test("says so when the port is taken", async () => {
    const other = await startProduct()
    const { status, stderr } = start({ PORT: String(other.port) })
    await other.remove()
    expect(status).toBe(1)
    expect(stderr).toMatch(/^PORT /)
  })
})
