import { connect, createServer, type Socket } from "node:net"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { createTestDatabase, type TestDatabase } from "../testing/postgres"
import { openStore, type Store } from "./database"
import { createGroupCommit, type GroupCommit } from "./group-commit"
import { migrate } from "./migrate"

const SILENT_FOR_MS = 500

describe("a PostgreSQL behind a line that fails (F32)", () => {
  let database: TestDatabase
  let line: Awaited<ReturnType<typeof createLine>>
  let store: Store
  let commit: GroupCommit

  beforeEach(async () => {
    database = await createTestDatabase()
    line = await createLine(database.url)
    store = openStore({ databaseUrl: line.url, dataDir: "", silentForMs: SILENT_FOR_MS })
    await migrate(store)
    commit = createGroupCommit(store)
  })
  afterEach(async () => {
    await store.close()
    line.close()
    await database.drop()
  })

  const put = (key: string) =>
    commit.run(key, (db) => db.insertInto("setting").values({ key, value: "kept" }).execute())
  const keys = ["one", "two", "three"]

  test("units whose line is cut are told so, and the next ones are committed", async () => {
    const cut = Promise.allSettled(keys.map(put))
    line.cut()
    expect((await cut).map(({ status }) => status)).toEqual(keys.map(() => "rejected"))
    await put("later")
    await commit.idle()
  })

  test("a line that swallows everything is given up, and the next units are committed on a fresh one", async () => {
    line.swallow()
    const swallowed = await Promise.allSettled([...Array(8).keys()].map((each) => put(`lost ${each}`)))
    expect(swallowed.map(({ status }) => status)).toEqual(swallowed.map(() => "rejected"))
    line.mend()
    await put("later")
    await commit.idle()
    const rows = await store.reads.selectFrom("setting").select("key").execute()
    expect(rows).toEqual([{ key: "later" }])
  })
})

/** A line to PostgreSQL that can be cut, or carry nothing without saying so. */
async function createLine(databaseUrl: string) {
  const target = new URL(databaseUrl)
  const { hostname, port } = target
  const open = new Set<Socket>()
  let carries = true
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.on("data", (chunk) => carries && to.write(chunk))
      from.on("error", () => to.destroy())
      from.on("close", () => to.destroy())
    }
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const address = server.address()
  if (!address || typeof address !== "object") throw new Error("the line has no port")
  target.hostname = "127.0.0.1"
  target.port = String(address.port)
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: target.href,
    cut,
    swallow() {
      carries = false
    },
    mend() {
      carries = true
    },
    close() {
      cut()
      server.close()
    },
  }
}
