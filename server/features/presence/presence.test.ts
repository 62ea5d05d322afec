import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent, until, visitor } from "../../testing/people"

const CONTACTS = { url: "https://nightingale.example/contacts", title: "Contacts" }

describe.each(DIALECTS)("presence on %s", (dialect) => {
  let server: TestServer
  let ana: Agent

  beforeAll(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
  })
  afterAll(() => server.stop())

  const lastToldOf = (agentId: string) =>
    ana
      .heard("presence")
      .flatMap(({ agents = [] }) => agents.filter(({ id }) => id === agentId))
      .at(-1)
  const whereIs = (contactId: string) =>
    ana
      .heard("presence")
      .flatMap(({ visitors = [] }) => visitors.filter((each) => each.contactId === contactId))
      .at(-1)

  test("colleagues see who comes, and who leaves with their last line", async () => {
    const bo = await newAgent(server, ana, "Bo")
    await until("Ana to see Bo come", () => lastToldOf(bo.agentId)?.connected === true)
    const secondTab = await agent(server, {
      email: "bo@nightingale.example",
      password: "Bo likes long quiet sentences",
    })
    bo.hangUp()
    await until("the first line to be gone", async () => (await linesOf(bo.agentId)) === 1)
    expect(lastToldOf(bo.agentId)?.connected).toBe(true)
    secondTab.hangUp()
    await until("Ana to see Bo leave", () => lastToldOf(bo.agentId)?.connected === false)
  })

  const linesOf = async (personId: string) =>
    (
      await server.server.store.reads
        .selectFrom("presence")
        .select("connectionId")
        .where("personId", "=", personId)
        .execute()
    ).length

  test("availability is chosen, kept over a reconnect and seen by colleagues", async () => {
    await ana.call("presence.set", { availability: "away" })
    expect(lastToldOf(ana.agentId)).toMatchObject({ availability: "away", connected: true })
    const again = await agent(server)
    expect(again.started.me.availability).toBe("away")
    again.hangUp()
    await ana.call("presence.set", { availability: "online" })
  })

  test("a visitor who wrote is seen on the page they are on, until they leave", async () => {
    const vera = await visitor(server)
    await vera.say("Hello")
    await until("Ana to see the page", () => whereIs(vera.contactId)?.page?.title === "Membership and prices")
    await vera.call("page.visited", { page: CONTACTS })
    await until("Ana to see the next page", () => whereIs(vera.contactId)?.page?.title === "Contacts")
    const panel = await ana.call("agent.start", {})
    expect(panel.visitors).toContainEqual({ contactId: vera.contactId, page: CONTACTS, connected: true })
    vera.hangUp()
    await until("Ana to see that they left", () => whereIs(vera.contactId)?.connected === false)
  })

  test("the lines of a server that died stand for nothing soon after", async () => {
    const { store } = server.server
    const dead = {
      connectionId: "dead",
      nodeId: "dead",
      siteId: null,
      pageJson: null,
      kind: "agent",
      personId: ana.agentId,
    } as const
    const now = server.clock.now()
    await store.db
      .insertInto("presence")
      .values({ ...dead, connectedAt: now, expiresAt: now + 45_000 })
      .execute()
    expect(await linesOf(ana.agentId)).toBe(2)
    await server.elapse(60_000)
    expect(await linesOf(ana.agentId)).toBe(1)
    expect((await ana.call("agent.start", {})).me.connected).toBe(true)
  })
})
