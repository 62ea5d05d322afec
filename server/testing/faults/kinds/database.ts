import { stat } from "node:fs/promises"
import { setTimeout as wait } from "node:timers/promises"
import Sqlite from "better-sqlite3"
import pg from "pg"
import { LOG_KEPT_BYTES } from "../../../store/database"
import type { Direction } from "../../fault-line"
import { until } from "../../until"
import { NO_FAULT } from "../table"
import type { Fault } from "../trial"
import type { World } from "../world"
import { back } from "./process"

const LONG_WITHIN_MS = 30_000
/** Far less than the lock is held, far more than a busy machine takes for a turn. */
const LONGEST_PAUSE_MS = 2_000
const ASKS_EVERY_MS = 50

/** What happens to the SQLite file while somebody else has it. */
const SQLITE_FAULTS: readonly Fault[] = [
  { row: "F14", name: "SQLite locked for a second", times: 4, inShortSet: 1, inject: (world) => locked(world, 1_000) },
  {
    row: "F14",
    name: "SQLite locked for longer than anybody waits",
    times: 2,
    async inject(world) {
      const lock = locked(world, 6_000)
      const pauseMs = await longestPauseMs(world, lock)
      if (pauseMs > LONGEST_PAUSE_MS) throw new Error(`the lock held up everything for ${Math.round(pauseMs)} ms`)
    },
  },
  {
    row: "F17",
    name: "somebody reads SQLite for seconds and keeps the log from being emptied until they are gone",
    times: 2,
    async inject({ nodes: [server] }) {
      const file = `${server.dataDir}/first-touch.sqlite`
      const reader = new Sqlite(file, { readonly: true })
      reader.exec("begin")
      reader.prepare("select count(*) from event").get()
      const logBytes = async () => (await stat(`${file}-wal`)).size
      await until("the log to be long", async () => (await logBytes()) > 2 * LOG_KEPT_BYTES, LONG_WITHIN_MS)
      reader.close()
      await until("the log to be short again", async () => (await logBytes()) <= LOG_KEPT_BYTES)
    },
  },
]

/** How long the server took for its quickest answer, at the worst, until something is over. */
async function longestPauseMs({ nodes: [server] }: World, something: Promise<unknown>): Promise<number> {
  let isOver = false
  let longestMs = 0
  void something.finally(() => {
    isOver = true
  })
  while (!isOver) {
    const askedAt = performance.now()
    await fetch(`${server.url}/healthz`)
    longestMs = Math.max(longestMs, performance.now() - askedAt)
    await wait(ASKS_EVERY_MS)
  }
  return longestMs
}

async function locked({ nodes: [server] }: World, forMs: number): Promise<void> {
  const other = new Sqlite(`${server.dataDir}/first-touch.sqlite`, { timeout: 5_000 })
  other.exec("begin exclusive")
  await wait(forMs)
  other.exec("rollback")
  other.close()
}

type InPostgres = Omit<Fault, "world" | "name" | "row"> & { name: string; row?: string; nodes?: 1 | 2 }

const inPostgres = ({ row = "F32", nodes = 1, ...fault }: InPostgres): Fault => ({
  row,
  ...fault,
  world: { store: "postgres", nodes },
})

/** What happens between the server and PostgreSQL, and on two nodes of one PostgreSQL. */
const POSTGRES_FAULTS: readonly Fault[] = [
  inPostgres({ name: "no fault, on PostgreSQL", row: NO_FAULT, times: 1, inject: () => wait(2_000) }),
  inPostgres({
    name: "the lines to PostgreSQL are ended",
    times: 8,
    inject: (world) => lineHurt(world, (line) => line.cut()),
  }),
  inPostgres({
    name: "the lines to PostgreSQL are reset",
    times: 8,
    inject: (world) => lineHurt(world, (line) => line.cut("reset")),
  }),
  inPostgres({
    name: "a line to PostgreSQL is cut within a statement",
    times: 10,
    inject: (world) => cutWithin(world, "up"),
  }),
  inPostgres({
    name: "a line to PostgreSQL is cut within a result: committed or not, who knows",
    times: 10,
    inShortSet: 2,
    inject: (world) => cutWithin(world, "down"),
  }),
  inPostgres({
    name: "the lines to PostgreSQL are half closed towards it",
    times: 6,
    inject: (world) => lineHurt(world, (line) => line.halfClose("up")),
  }),
  inPostgres({
    name: "the lines to PostgreSQL are half closed towards the server",
    times: 6,
    inject: (world) => lineHurt(world, (line) => line.halfClose("down")),
  }),
  inPostgres({
    name: "PostgreSQL is swallowed by a black hole",
    times: 1,
    inject: (world) => lineHurt(world, (line) => line.swallow("up", "down")),
  }),
  inPostgres({
    name: "PostgreSQL cannot be reached for seconds",
    times: 2,
    async inject(world) {
      world.databaseLine?.cut()
      await wait(6_000)
      world.databaseLine?.mend()
    },
  }),
  inPostgres({
    name: "PostgreSQL is far away",
    times: 2,
    inject: (world) => lineHurt(world, (line) => line.hold({ delayMs: 40 }), 2_000),
  }),
  inPostgres({
    name: "PostgreSQL throws everybody out",
    times: 8,
    inject: (world) =>
      statement(
        world,
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()",
      ),
  }),
  inPostgres({
    name: "PostgreSQL cancels whatever runs",
    times: 20,
    inject: (world) =>
      statement(
        world,
        "select pg_cancel_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()",
      ),
  }),
  inPostgres({
    name: "somebody holds every conversation's row",
    row: "F14",
    times: 2,
    inject: (world) => held(world, "select id from conversation for update", 3_000),
  }),
  inPostgres({
    name: "somebody locks the table of messages for longer than a statement may take",
    row: "F14",
    times: 1,
    inject: (world) => held(world, "lock table message in access exclusive mode", 12_000),
  }),
  inPostgres({
    name: "SIGKILL of the server, on PostgreSQL",
    row: "F01",
    times: 15,
    async inject(world) {
      await world.nodes[0].kill()
      await world.nodes[0].start()
      await back(world)
    },
  }),
  inPostgres({
    name: "people move between two nodes",
    row: "F07",
    nodes: 2,
    times: 8,
    inShortSet: 1,
    async inject(world) {
      for (const line of world.lines) line.leadTo(world.chance.oneOf(world.nodes).port)
      for (const line of world.lines) {
        line.cut(world.chance.happens(0.5) ? "reset" : "end")
        line.mend()
      }
      await back(world)
    },
  }),
  inPostgres({
    name: "one of two nodes is killed, and its people go to the other",
    row: "F33",
    nodes: 2,
    times: 6,
    async inject(world) {
      const [one, other = one] = world.chance.happens(0.5) ? world.nodes : [...world.nodes].reverse()
      if (!one) throw new Error("there is no node")
      await one.kill()
      for (const line of world.lines) line.leadTo(other.port)
      await back(world)
      await one.start()
      for (const line of world.lines) line.leadTo(world.chance.oneOf(world.nodes).port)
    },
  }),
]

type DatabaseLine = NonNullable<World["databaseLine"]>

function lineOf({ databaseLine }: World): DatabaseLine {
  if (!databaseLine) throw new Error("this world has no PostgreSQL")
  return databaseLine
}

async function lineHurt(world: World, hurt: (line: DatabaseLine) => void, forMs = 300): Promise<void> {
  const line = lineOf(world)
  hurt(line)
  await wait(forMs)
  line.mend()
}

/** About as many bytes as a group of commits takes. */
const GROUP_BYTES = 20_000

async function cutWithin(world: World, direction: Direction): Promise<void> {
  const line = lineOf(world)
  await line.cutAfter(Math.floor(world.chance.between(1, GROUP_BYTES)), direction)
  line.mend()
}

async function statement({ databaseUrl }: World, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl ?? "" })
  await client.connect()
  await client.query(text)
  await client.end()
}

async function held({ databaseUrl }: World, text: string, forMs: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl ?? "" })
  await client.connect()
  await client.query("begin")
  await client.query(text)
  await wait(forMs)
  await client.end()
}

export const DATABASE_FAULTS: readonly Fault[] = [...SQLITE_FAULTS, ...POSTGRES_FAULTS]
