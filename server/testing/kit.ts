import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { readConfig } from "../config"
import { createLog } from "../core/log"
import { type Server, type ServerOptions, startServer } from "../server"
import type { Dialect } from "../store/database"
import { freePort } from "./free-port"
import { createTestDatabase, type TestDatabase } from "./postgres"
import { quickPasswords } from "./quick-passwords"
import { createTestClock, type TestClock } from "./test-clock"

export const DIALECTS: readonly Dialect[] = ["sqlite", "postgres"]

/** Nightingale Books' owner, who is there from the start. */
export const ANA = { email: "ana@nightingale.example", password: "a long quiet sentence", name: "Ana" }

export type TestServer = {
  url: string
  dataDir: string
  dialect: Dialect
  databaseUrl: string | undefined
  clock: TestClock
  /** The running server; another one after `restart`. */
  readonly server: Server
  /** Lets time pass, and everything that falls due in it happen. */
  elapse(ms: number): Promise<void>
  /** Moves to a moment far away in one leap; what fell due on the way happens then. */
  leapTo(at: number): Promise<void>
  /** Stops and starts on the same data; `whileDown` runs in between. */
  restart(whileDown?: () => void | Promise<void>): Promise<void>
  /** Loses its database in the middle of everything, so that nothing of a goodbye reaches it, and starts on the same data. */
  crash(whileDown?: () => void | Promise<void>): Promise<void>
  stop(): Promise<void>
}

export type TestServerOptions = {
  dialect?: Dialect
  environment?: Record<string, string>
  clock?: TestClock
  /** A server whose PostgreSQL this one shares, as two nodes of one First Touch do. Stop this one first. */
  beside?: TestServer
} & Partial<Pick<ServerOptions, "embed" | "log" | "more" | "onQuery" | "reach">>

/** A real server on a real database of its own, on loopback, with a clock that is moved by hand. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const {
    beside,
    dialect = beside?.dialect ?? "sqlite",
    environment = {},
    clock = createTestClock(),
    ...parts
  } = options
  const dataDir = await mkdtemp(join(tmpdir(), "first-touch-"))
  const database = dialect === "postgres" && !beside ? await createTestDatabase() : null
  const databaseUrl = beside?.databaseUrl ?? database?.url
  const port = await freePort()
  const config = readConfig({
    PORT: String(port),
    DATA_DIR: dataDir,
    RATE_LIMITS: "off",
    OWNER_EMAIL: ANA.email,
    OWNER_PASSWORD: ANA.password,
    LOG_LEVEL: "error",
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    ...environment,
  })
  const log = createLog(config.LOG_LEVEL)
  const start = () => startServer({ config, clock, log, passwords: quickPasswords, embed: () => {}, ...parts })
  let server = await start()

  return {
    url: config.PUBLIC_URL,
    dataDir,
    dialect,
    databaseUrl,
    clock,
    get server() {
      return server
    },
    async elapse(ms) {
      const target = clock.now() + ms
      await server.settled()
      while (clock.advanceTowards(target)) await server.settled()
      await server.settled()
    },
    async leapTo(at) {
      await server.settled()
      clock.leap(at)
      await server.settled()
    },
    async restart(whileDown) {
      await server.stop()
      await whileDown?.()
      server = await start()
    },
    async crash(whileDown) {
      await server.store.close()
      // It can say nothing any more, and fails at that.
      await server.stop().catch(() => {})
      await whileDown?.()
      server = await start()
    },
    async stop() {
      await server.stop()
      await cleanUp(dataDir, database)
    },
  }
}

async function cleanUp(dataDir: string, database: TestDatabase | null): Promise<void> {
  await database?.drop()
  await rm(dataDir, { recursive: true, force: true })
}
