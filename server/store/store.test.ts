import { mkdtemp, readFile, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import Sqlite from "better-sqlite3"
import { type Kysely, sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { DIALECTS } from "../testing/kit"
import { openTestStore, type TestStore } from "../testing/test-store"
import { LOG_KEPT_BYTES, openStore, type Store } from "./database"
import { createGroupCommit, type GroupCommit } from "./group-commit"
import { migrate, STEPS, type Step } from "./migrate"

describe.each(DIALECTS)("the store on %s", (dialect) => {
  let opened: TestStore
  let commit: GroupCommit

  beforeAll(async () => {
    opened = await openTestStore(dialect)
    commit = createGroupCommit(opened.store)
  })
  afterAll(() => opened.remove())

  const put = (key: string, value: string) =>
    commit.run(key, (db) => db.insertInto("setting").values({ key, value }).execute())
  const read = async (key: string) =>
    (await opened.store.reads.selectFrom("setting").select("value").where("key", "=", key).executeTakeFirst())?.value

  test("what is written is read by the other connection once it is committed", async () => {
    await put("greeting", "hello")
    expect(await read("greeting")).toBe("hello")
  })

  test("of units that share a commit one may fail alone", async () => {
    const outcomes = await Promise.allSettled([put("one", "1"), put("greeting", "taken"), put("two", "2")])
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"])
    expect([await read("one"), await read("greeting"), await read("two")]).toEqual(["1", "hello", "2"])
  })

  test("a unit that fails halfway leaves nothing behind", async () => {
    const half = commit.run("half", async (db) => {
      await db.insertInto("setting").values({ key: "half", value: "written" }).execute()
      throw new Error("and then it failed")
    })
    await expect(half).rejects.toThrow("and then it failed")
    expect(await read("half")).toBeUndefined()
  })

  test("units of one key run one after the other, in the order they came", async () => {
    await put("log", "")
    const append = (word: string) =>
      commit.run("log", async (db) => {
        const { value } = await db
          .selectFrom("setting")
          .select("value")
          .where("key", "=", "log")
          .executeTakeFirstOrThrow()
        await db
          .updateTable("setting")
          .set({ value: value + word })
          .where("key", "=", "log")
          .execute()
      })
    const letters = [..."abcdefghijklmnopqrstuvwxyz"]
    await Promise.all(letters.map(append))
    expect(await read("log")).toBe(letters.join(""))
  })

  test("times beyond 32 bits and every letter come back as they went in", async () => {
    await put("letters", "Ґанок · 日本語 · 👋🏽 · \u202eright to left")
    expect(await read("letters")).toBe("Ґанок · 日本語 · 👋🏽 · \u202eright to left")
    const at = Date.UTC(2100, 0, 1)
    const team = { id: "t", name: "t", position: 0, takesJson: "[]", createdAt: at }
    await commit.run("t", (db) => db.insertInto("team").values(team).execute())
    const row = await opened.store.reads.selectFrom("team").selectAll().where("id", "=", "t").executeTakeFirst()
    expect(row?.createdAt).toBe(at)
  })

  test("bringing a database up to date again changes nothing", async () => {
    expect(await migrate(opened.store)).toEqual([])
  })
})

describe("SQLite", () => {
  const withFolder = async (use: (dataDir: string) => Promise<void>) => {
    const dataDir = await mkdtemp(join(tmpdir(), "first-touch-sqlite-"))
    await use(dataDir).finally(() => rm(dataDir, { recursive: true, force: true }))
  }

  test("every connection waits for the disk before it acknowledges (W1)", () =>
    withFolder(async (dataDir) => {
      const store = openStore({ dataDir })
      for (const connection of [store.db, store.reads]) {
        expect((await sql`pragma synchronous`.execute(connection)).rows).toEqual([{ synchronous: 2 }])
        expect((await sql`pragma journal_mode`.execute(connection)).rows).toEqual([{ journal_mode: "wal" }])
      }
      await store.close()
    }))

  test("a file that somebody else locks for a moment is waited for without freezing the loop (F14)", async () => {
    const { store, dataDir, remove } = await openTestStore("sqlite")
    const commit = createGroupCommit(store)
    const other = new Sqlite(join(dataDir, "first-touch.sqlite"))
    other.exec("begin exclusive")
    let longestGapMs = 0
    let last = performance.now()
    const watch = setInterval(() => {
      longestGapMs = Math.max(longestGapMs, performance.now() - last)
      last = performance.now()
    }, 5)
    const released = new Promise((done) => setTimeout(() => done(other.exec("commit")), 600))
    await commit.run("k", (db) => db.insertInto("setting").values({ key: "waited", value: "yes" }).execute())
    clearInterval(watch)
    await released
    other.close()
    expect(longestGapMs).toBeLessThan(250)
    await remove()
  })

  test("a log that somebody kept from being emptied is emptied and small again once they are gone (F17)", async () => {
    const { store, dataDir, remove } = await openTestStore("sqlite")
    const commit = createGroupCommit(store)
    const file = join(dataDir, "first-touch.sqlite")
    const logBytes = async () => (await stat(`${file}-wal`)).size
    const write = (key: string) =>
      commit.run(key, (db) =>
        db
          .insertInto("setting")
          .values({ key, value: "x".repeat(200_000) })
          .execute(),
      )
    const reader = new Sqlite(file, { readonly: true })
    reader.exec("begin")
    reader.prepare("select count(*) from setting").get()
    let written = 0
    while ((await logBytes()) <= 2 * LOG_KEPT_BYTES) await write(`while somebody reads ${written++}`)
    reader.close()
    // The first commit copies what is in the log to the database, the next one begins the log anew.
    for (const key of ["one", "two", "three"]) await write(key)
    expect(await logBytes()).toBeLessThanOrEqual(LOG_KEPT_BYTES)
    const kept = await store.reads.selectFrom("setting").select("key").where("key", "like", "while %").execute()
    expect(kept).toHaveLength(written)
    await remove()
  })

  test("when the disk is full, each unit that shares a commit is told so, and the next ones go on (F13)", async () => {
    const { store, remove } = await openTestStore("sqlite")
    const commit = createGroupCommit(store)
    const put = (key: string, value: string) =>
      commit.run(key, (db) => db.insertInto("setting").values({ key, value }).execute())
    const { rows } = await sql<{ pages: number }>`select page_count as pages from pragma_page_count`.execute(store.db)
    await sql`pragma max_page_count = ${sql.lit(rows[0]?.pages ?? 0)}`.execute(store.db)
    const large = "x".repeat(100_000)
    const outcomes = await Promise.allSettled(["one", "two", "three"].map((key) => put(key, large)))
    const codes = outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason.code)
    expect(codes).toEqual(["SQLITE_FULL", "SQLITE_FULL", "SQLITE_FULL"])
    await sql`pragma max_page_count = 1073741823`.execute(store.db)
    await put("one", large)
    await remove()
  })

  test("a database from before is copied beside itself, then brought up to date", () =>
    withFolder(async (dataDir) => {
      const store = openStore({ dataDir })
      await migrate(store)
      await store.db.insertInto("setting").values({ key: "kept", value: "yes" }).execute()
      const second = { up: (db: Kysely<unknown>) => db.schema.createTable("later").addColumn("id", "text").execute() }
      expect(await migrate(store, { ...STEPS, "9999-later": second })).toEqual(["9999-later"])
      const copy = new Sqlite(`${store.file}.before-9999-later`, { readonly: true })
      expect(copy.prepare("select value from setting where key = 'kept'").get()).toEqual({ value: "yes" })
      expect(copy.prepare("select name from sqlite_master where name = 'later'").get()).toBeUndefined()
      copy.close()
      await store.close()
    }))

  test("a step that fails leaves the schema as it was", () =>
    withFolder(async (dataDir) => {
      const store = openStore({ dataDir })
      await migrate(store)
      const before = await schemaOf(store)
      const broken = {
        async up(db: Kysely<unknown>) {
          await db.schema.createTable("half").addColumn("id", "text").execute()
          throw new Error("the power went")
        },
      }
      await expect(migrate(store, { ...STEPS, "9999-broken": broken })).rejects.toThrow("the power went")
      expect(await schemaOf(store)).toEqual(before)
      expect(await migrate(store)).toEqual([])
      await store.close()
    }))

  test("a database of the first schema is taken up with everything in it", () =>
    withFolder(async (dataDir) => {
      const store = openStore({ dataDir })
      await migrate(store, { "0001-first": STEPS["0001-first"] as Step })
      await sql`insert into "policy" ("id", "name", "targetsJson", "updatedAt")
        values ('default', 'Default', '{"firstTouchMs":5000}', 1)`.execute(store.db)
      expect(await migrate(store)).toEqual(Object.keys(STEPS).slice(1))
      const [policy] = await store.reads.selectFrom("policy").selectAll().execute()
      expect(policy).toMatchObject({ name: "Default", targetsJson: '{"firstTouchMs":5000}', hoursJson: null })
      await store.close()
    }))

  test("the first step makes the schema that version 0.1 made: it is never edited", () =>
    withFolder(async (dataDir) => {
      const store = openStore({ dataDir })
      await migrate(store, { "0001-first": STEPS["0001-first"] as Step })
      expect(await schemaOf(store)).toEqual(await frozenSchema())
      await store.close()
    }))
})

const FROZEN = join(import.meta.dirname, "migrations/0001-first.sql")

async function frozenSchema(): Promise<string[]> {
  return (await readFile(FROZEN, "utf8")).trim().split(";\n\n")
}

/** Every table, index and trigger as SQLite tells it, but for those it makes by itself. */
async function schemaOf(store: Store): Promise<string[]> {
  const { rows } = await sql<{ sql: string }>`select sql from sqlite_master where sql is not null
    and name not like 'sqlite_%' and name not like '%Search\\_%' escape '\\' order by name`.execute(store.reads)
  return rows.map((row) => row.sql.replace(/\s+/g, " "))
}
