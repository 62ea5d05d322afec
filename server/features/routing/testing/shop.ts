import pino from "pino"
import type { Socket } from "socket.io-client"
import type { Dialect } from "../../../store/database"
import type { Database } from "../../../store/schema"
import { startTestServer, type TestServer } from "../../../testing/kit"
import { type Agent, agent, newAgent } from "../../../testing/people"
import { comeIn, hangUp } from "./lines"
import { settle } from "./passing-time"

/** One real server. What it warns of is kept, but for what it says while its database is torn away. */
export type Node = { name: string; server: TestServer; isUp: boolean; isTorn: boolean; complaints: string[] }

/** Somebody who answers, with the panel open in so many tabs. */
export type Colleague = { name: string; agentId: string; cookie: string; tabs: Tab[] }
export type Tab = { socket: Socket; connectionId: string; node: Node }

/** Somebody who asks. They have a token once they opened the chat, and then the conversation they know of. */
export type Guest = { name: string; token: string | null; conversationId: string | null }

/** A shop with people in it, on real servers; all live by one clock, which is moved by hand. */
export type Shop = {
  nodes: readonly Node[]
  clock: TestServer["clock"]
  colleagues: readonly Colleague[]
  guests: readonly Guest[]
  /** What a server said that it has: the words by the message's id. */
  acknowledged: Map<string, string>
  /** When somebody was last seen to do something, by their id. */
  lastDeedAt: Map<string, number>
  /** When a server last came up. */
  upSince: number
  /** What was done and when, for whoever reads a failure. */
  story: string[]
  db(): Database
  /** Forgets all that happened and begins another day. */
  clear(): Promise<void>
  close(): Promise<void>
}

export const GUESTS = ["Vera", "Viktor", "Amara", "Jonas", "Priya"] as const
/** The first is the owner. */
export const STAFF = ["Ana", "Bo", "Tomas", "Iryna"] as const

/** Two at once are few enough for somebody to have no room. */
const CAPACITY = 2
/** So many have the panel open when a story begins. */
const AT_THEIR_DESKS = 2
/** Every story begins on a full hour, so that it can be told again with the same clock face. */
const HOUR_MS = 3_600_000

/** In the order in which nothing points to what is gone. */
const TABLES = [
  ...(["offer", "step", "timer", "event", "message", "conversation", "contact"] as const),
  ...(["teamMember", "team", "presence", "outbox"] as const),
]

export async function openShop(dialect: Dialect, nodeCount: 1 | 2): Promise<Shop> {
  const nodes = await openNodes(dialect, nodeCount)
  const { server } = upNode({ nodes })
  const { clock } = server
  const db = () => upNode({ nodes }).server.server.store.db
  const policy = await db().selectFrom("policy").selectAll().executeTakeFirstOrThrow()

  const shop: Shop = {
    nodes,
    clock,
    colleagues: await hire(server),
    guests: GUESTS.map((name) => ({ name, token: null, conversationId: null })),
    acknowledged: new Map(),
    lastDeedAt: new Map(),
    upSince: 0,
    story: [],
    db,
    async clear() {
      for (const each of shop.colleagues) while (each.tabs.length > 0) await hangUp(shop, each)
      await settle(shop)
      for (const table of TABLES) await db().deleteFrom(table).execute()
      await db().updateTable("policy").set(policy).where("id", "=", policy.id).execute()
      const asHired = { availability: "online", awayFor: null, capacity: CAPACITY, missedOffers: 0 } as const
      await db()
        .updateTable("agent")
        .set({ ...asHired, lastTookAt: null, givesBackAt: null })
        .execute()
      clock.leap(Math.ceil((clock.now() + 1) / HOUR_MS) * HOUR_MS)
      await settle(shop)
      for (const guest of shop.guests) Object.assign(guest, { token: null, conversationId: null })
      for (const node of nodes) node.complaints.length = 0
      shop.acknowledged.clear()
      shop.lastDeedAt.clear()
      Object.assign(shop, { upSince: 0, story: [] })
      for (const each of shop.colleagues.slice(0, AT_THEIR_DESKS)) await comeIn(shop, each)
    },
    async close() {
      for (const { tabs } of shop.colleagues) for (const { socket } of tabs) socket.disconnect()
      for (const { server } of [...nodes].reverse()) await server.stop()
    },
  }
  return shop
}

async function openNodes(dialect: Dialect, count: 1 | 2): Promise<Node[]> {
  const first = await openNode("first", (log) => startTestServer({ dialect, log }))
  if (count === 1) return [first]
  const { server } = first
  return [first, await openNode("second", (log) => startTestServer({ beside: server, clock: server.clock, log }))]
}

/** Two nodes whose files lie apart are right to say so. */
const TRUE_OF_TWO = "set FILES_S3_URL"

async function openNode(name: string, start: (log: pino.Logger) => Promise<TestServer>): Promise<Node> {
  const node = { name, isUp: true, isTorn: false, complaints: [] as string[] }
  const write = (line: string) => {
    if (!node.isTorn && !line.includes(TRUE_OF_TWO)) node.complaints.push(line.trim())
  }
  return Object.assign(node, { server: await start(pino({ level: "warn", base: null }, { write })) })
}

async function hire(server: TestServer): Promise<Colleague[]> {
  const [owner, ...others] = STAFF
  const ana = await agent(server)
  const hired: Colleague[] = []
  for (const name of others) hired.push(toColleague(name, await newAgent(server, ana, name)))
  return [toColleague(owner, ana), ...hired]
}

function toColleague(name: string, { agentId, cookie, hangUp }: Agent): Colleague {
  hangUp()
  return { name, agentId, cookie, tabs: [] }
}

export const upNode = ({ nodes }: Pick<Shop, "nodes">) => nodeFor({ nodes }, 0)

/** People are spread over the nodes that are up. */
export function nodeFor({ nodes }: Pick<Shop, "nodes">, index: number): Node {
  const up = nodes.filter(({ isUp }) => isUp)
  return one(up, index % up.length)
}

export function one<T>(of: readonly T[], index: number): T {
  const found = of[index]
  if (found === undefined) throw new Error(`there is no number ${index}`)
  return found
}
