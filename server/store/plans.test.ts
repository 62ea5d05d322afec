import type { CompiledQuery } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { startTestServer, type TestServer } from "../testing/kit"
import { type Agent, agent, newAgent, visitor } from "../testing/people"

/** Small tables that are read whole: a site, a policy, an agent or a setting is one of a few. */
const SMALL = [
  "site",
  "policy",
  "team",
  "teamMember",
  "agent",
  "setting",
  "presence",
  "session",
  "account",
  "apiKey",
  "invitation",
  "refusedOrigin",
]

describe("query plans on SQLite", () => {
  let server: TestServer
  let ana: Agent
  const asked: CompiledQuery[] = []

  beforeAll(async () => {
    server = await startTestServer({ onQuery: ({ query }) => asked.push(query) })
    ana = await agent(server)
  })
  afterAll(() => server.stop())

  /** The plan of everything that was asked of the database while `act` ran, but for the search index's own. */
  async function scansDuring(act: () => Promise<unknown>): Promise<string[]> {
    asked.length = 0
    await act()
    const queries = asked.filter(({ sql }) => /^(select|update|delete)/.test(sql))
    expect(queries.length).toBeGreaterThan(0)
    const scans: string[] = []
    for (const query of new Map(queries.map((each) => [each.sql, each])).values()) {
      const { rows } = await server.server.store.reads.executeQuery<{ detail: string }>({
        ...query,
        sql: `explain query plan ${query.sql}`,
      })
      const whole = rows.filter(({ detail }) => isScan(detail))
      scans.push(...whole.map(({ detail }) => `${detail} — in: ${query.sql}`))
    }
    return scans
  }

  const isScan = (detail: string) =>
    /^SCAN /.test(detail) &&
    !/VIRTUAL TABLE|USING (COVERING )?INDEX/.test(detail) &&
    !SMALL.some((table) => detail === `SCAN ${table}`)

  test("a scan is noticed", async () => {
    const { reads } = server.server.store
    const scans = await scansDuring(() => reads.selectFrom("message").select("id").where("body", "=", "x").execute())
    expect(scans).toEqual([expect.stringContaining("SCAN message")])
  })

  test("a message, its answer and its timers find their rows by an index", async () => {
    const vera = await visitor(server)
    expect(
      await scansDuring(async () => {
        const { conversation } = await vera.say("Hello")
        await vera.say("Anybody?", conversation.id)
        await ana.call("conversation.accept", { conversationId: conversation.id })
        await ana.say("Hi", conversation.id)
        await ana.call("seen.set", { conversationId: conversation.id, seq: 7 })
        await vera.call("seen.set", { conversationId: conversation.id, seq: 4 })
        await vera.call("events.list", { conversationId: conversation.id, after: 1 })
        await ana.call("events.list", { conversationId: conversation.id, before: 5 })
        await ana.call("conversation.resolve", { conversationId: conversation.id })
      }),
    ).toEqual([])
  })

  test("what falls due is found by an index, however many timers there are", async () => {
    expect(await scansDuring(() => server.elapse(10 * 60_000))).toEqual([])
  })

  test("what is counted for Prometheus and what goes back to the queue is found by an index", async () => {
    const bo = await newAgent(server, ana, "Bo")
    expect(
      await scansDuring(async () => {
        await fetch(`${server.url}/metrics`)
        await ana.call("conversation.list", { assigneeId: bo.agentId })
        await ana.call("agent.remove", { agentId: bo.agentId })
      }),
    ).toEqual([])
  })

  test("what a simulator replays finds its rows by an index", async () => {
    const vera = await visitor(server)
    await vera.say("Hello")
    const until = server.clock.now() + 1
    expect(await scansDuring(() => ana.call("traffic.list", { from: until - 86_400_000, until }))).toEqual([])
  })

  test("opening the widget and the panel, lists and search find their rows by an index", async () => {
    const vera = await visitor(server)
    await vera.say("Hello")
    expect(
      await scansDuring(async () => {
        await visitor(server, { token: vera.token })
        await ana.call("agent.start", {})
        await ana.call("conversation.list", { status: "resolved" })
        await ana.call("conversation.list", { contactId: vera.contactId })
        await ana.call("conversation.list", {})
        await ana.call("conversation.list", { text: "hello" })
      }),
    ).toEqual([])
  })

  test("what a supervisor watches finds its rows by an index", async () => {
    const vera = await visitor(server)
    await vera.say("Hello")
    await server.elapse(3 * 60_000)
    expect(
      await scansDuring(async () => {
        const { breaches } = await ana.call("wall.get", { since: server.clock.now() - 86_400_000 })
        expect(breaches.length).toBeGreaterThan(0)
      }),
    ).toEqual([])
  })
})
