import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { readConfig } from "../server/config"
import { openStore } from "../server/store/database"
import { freePort } from "../server/testing/free-port"
import { seed } from "./seed-shop"
import { week } from "./week"

const NOON = new Date(2026, 10, 23, 12, 30).getTime()
const SEEDING_TAKES_MS = 60_000

let dataDir: string
let told: string
const shop = async () => readConfig({ DATA_DIR: dataDir, PORT: String(await freePort()), LOG_LEVEL: "error" })

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "first-touch-demo-"))
  told = await seed(await shop(), NOON)
}, SEEDING_TAKES_MS)

afterAll(() => rm(dataDir, { recursive: true, force: true }))

async function stored() {
  const { reads, close } = openStore({ dataDir })
  const [conversations, timers, keys, events] = await Promise.all([
    reads.selectFrom("conversation").selectAll().execute(),
    reads.selectFrom("timer").selectAll().execute(),
    reads.selectFrom("apiKey").selectAll().execute(),
    reads.selectFrom("event").selectAll().execute(),
  ])
  await close()
  return { conversations, timers, keys, events }
}

test("the week that was planned is the week that is stored", async () => {
  const { conversations, events } = await stored()
  const stories = week(NOON)
  expect(conversations).toHaveLength(stories.length)
  const messages = stories.flatMap(({ steps }) => steps.filter(({ does }) => does === "ask" || does === "answer"))
  expect(events.filter(({ type }) => type === "message.posted")).toHaveLength(messages.length)
})

test("some promises were kept, some were broken and announced, and some still run", async () => {
  const { timers } = await stored()
  const running = timers.filter(({ stoppedAt, dueAt }) => stoppedAt === null && dueAt >= NOON)
  const broken = timers.filter(({ stoppedAt, dueAt }) => (stoppedAt ?? NOON) > dueAt)
  expect(running.length).toBeGreaterThanOrEqual(5)
  expect(broken.length).toBeGreaterThan(10)
  expect(broken.every(({ breachAnnouncedAt }) => breachAnnouncedAt !== null)).toBe(true)
  expect(timers.length).toBeGreaterThan(2 * (broken.length + running.length))
})

test("Ana learns how to sign in, and no key that the week was made with still opens anything", async () => {
  expect(told).toMatch(/Sign in {2}ana@nightingale\.example.*\nPassword nightingale-[0-9a-f]{12}$/)
  expect((await stored()).keys).toEqual([])
})

test("a second time adds nothing", async () => {
  const before = (await stored()).conversations.length
  expect(await seed(await shop(), NOON)).toMatch(/has had its week already/)
  expect((await stored()).conversations).toHaveLength(before)
})
