import Sqlite from "better-sqlite3"
import pg from "pg"
import type { Chance } from "../../../shared/chance"
import { createFaultLine, type FaultLine } from "../fault-line"
import { createFaultyDisk, type FaultyDisk } from "../faulty-disk/faulty-disk"
import { ANA } from "../kit"
import { post, signIn } from "../people"
import { createTestDatabase } from "../postgres"
import { type Product, startProduct } from "../product"
import { until } from "../until"
import { type Client, openChat, openPanel } from "./client"
import { createLedger, type Ledger, type Sight } from "./history"

/** A built server with people at it, each on a line of their own, and everything between them that can fail. */
export type World = {
  chance: Chance
  /** The server; several where there are several nodes. */
  nodes: readonly [Product, ...Product[]]
  lines: readonly FaultLine[]
  /** The line to PostgreSQL. */
  databaseLine: FaultLine | null
  databaseUrl: string | null
  /** The disk that SQLite writes to, where it is one that fails. */
  disk: FaultyDisk | null
  ledger: Ledger
  visitors: readonly Client[]
  agents: readonly Client[]
  clients: readonly Client[]
  /** What lies in the database itself, and what the log tells over HTTP. */
  storedSights(): Promise<Sight[]>
  end(): Promise<void>
}

export type WorldOptions = {
  chance: Chance
  visitors: number
  store?: "sqlite" | "postgres"
  nodes?: 1 | 2
  disk?: "faulty"
  environment?: Record<string, string>
}

export async function buildWorld(options: WorldOptions): Promise<World> {
  const { chance, store = "sqlite", nodes: nodeCount = 1 } = options
  const database = store === "postgres" ? await createTestDatabase() : null
  const databaseLine = database ? await lineToDatabase(database.url) : null
  const disk = options.disk ? await createFaultyDisk() : null
  const environment = {
    ...options.environment,
    ...(databaseLine && { DATABASE_URL: databaseLine.databaseUrl }),
    ...disk?.environment,
  }
  const first = await startProduct(environment, disk ? { dataDir: disk.folder } : {})
  const nodes: [Product, ...Product[]] = [first]
  if (nodeCount === 2) nodes.push(await startProduct(environment))
  const cookie = await signIn(first, ANA)
  const ledger = createLedger()
  const lines: FaultLine[] = []

  async function who(name: string) {
    const line = await createFaultLine((nodes[lines.length % nodes.length] ?? first).port)
    lines.push(line)
    return { name, url: line.url, ledger }
  }

  const visitors: Client[] = []
  for (let each = 1; each <= options.visitors; each++) visitors.push(openChat(await who(`Vera ${each}`)))
  const vera = visitors[0]
  if (vera) await until("Vera to be known", () => vera.token)
  const secondTab = openChat(await who("Vera 1 in another tab"), () => vera?.token)
  const agents = [openPanel(await who("Ana"), cookie), openPanel(await who("Ana at another desk"), cookie)]
  const clients = [...visitors, secondTab, ...agents]
  await until("everybody to be there", () => clients.every(({ isOnline }) => isOnline), 15_000)

  return {
    chance,
    nodes,
    lines,
    databaseLine: databaseLine?.line ?? null,
    databaseUrl: database?.url ?? null,
    disk,
    ledger,
    visitors,
    agents,
    clients,
    async storedSights() {
      const stored = database ? await inPostgres(database.url) : inSqlite(`${first.dataDir}/first-touch.sqlite`)
      const conversationIds = [...new Set(stored.map(({ conversationId }) => conversationId))]
      const log = await Promise.all(conversationIds.map((id) => overHttp(first, cookie, id)))
      return [...grouped(stored), ...log]
    },
    async end() {
      for (const client of clients) client.close()
      for (const line of lines) await line.close()
      disk?.mend()
      for (const node of nodes) await node.remove()
      await disk?.remove()
      await databaseLine?.line.close()
      await database?.drop()
    },
  }
}

async function lineToDatabase(databaseUrl: string): Promise<{ line: FaultLine; databaseUrl: string }> {
  const url = new URL(databaseUrl)
  const line = await createFaultLine(Number(url.port), url.hostname)
  url.hostname = "127.0.0.1"
  url.port = String(line.port)
  return { line, databaseUrl: url.href }
}

type StoredMessage = { conversationId: string; seq: number; id: string; body: string }

const STORED = `select event."conversationId", event.seq, message.id, message.body
  from event join message on message.id = event."messageId"
  where event.type = 'message.posted' order by event."conversationId", event.seq`

function inSqlite(file: string): StoredMessage[] {
  const database = new Sqlite(file, { readonly: true })
  try {
    return database.prepare<[], StoredMessage>(STORED).all()
  } finally {
    database.close()
  }
}

async function inPostgres(url: string): Promise<StoredMessage[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<StoredMessage>(STORED)).rows
  } finally {
    await client.end()
  }
}

function grouped(rows: readonly StoredMessage[]): Sight[] {
  const ids = [...new Set(rows.map(({ conversationId }) => conversationId))]
  return ids.map((conversationId) => ({
    observer: "the database",
    conversationId,
    messages: rows.filter((row) => row.conversationId === conversationId),
  }))
}

const PAGE_LENGTH = 1_000

async function overHttp(where: Product, cookie: string, conversationId: string): Promise<Sight> {
  const messages: { id: string; body: string }[] = []
  for (let after = 0, more = true; more; ) {
    const input = { conversationId, after, limit: PAGE_LENGTH }
    const { reply } = await post<"events.list">(where, "events.list", input, { cookie, origin: where.url })
    if (!reply.ok) throw new Error(`events.list answered ${reply.error.code}`)
    for (const event of reply.data.events) {
      if (event.seq !== after + 1) throw new Error(`the log of ${conversationId} has a gap after ${after}`)
      after = event.seq
      if (event.type === "message.posted") messages.push(event.message)
    }
    more = reply.data.more
  }
  return { observer: "the log over HTTP", conversationId, messages }
}
