import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent, visitor } from "../../testing/people"

/** Half of the usual two minutes. */
const RUNG_AFTER_MS = 60_000

const sales = { name: "Sales", agentIds: [], takes: [{ page: "/pricing*" }] }

describe.each(DIALECTS)("teams on %s", (dialect) => {
  let server: TestServer
  let ana: Agent

  beforeEach(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
  })
  afterEach(() => server.stop())

  const names = async () => (await ana.call("team.list", {})).teams.map(({ name }) => name)
  const teamOf = async (page: string) => {
    const vera = await visitor(server, { page: { url: page, title: "A page" } })
    const { conversation } = await vera.say("Do you ship?")
    vera.hangUp()
    return (await ana.call("conversation.get", { conversationId: conversation.id })).conversation.teamId
  }

  test("two teams cannot have one name, and a team may keep its own", async () => {
    const { team } = await ana.call("team.save", sales)
    const again = await ana.ask("team.save", { ...sales, name: " SALES " })
    expect(again).toMatchObject({ ok: false, error: { code: "conflict", message: "Another team is called “Sales”." } })
    await ana.call("team.save", { ...sales, id: team.id, name: "sales" })
    expect(await names()).toEqual(["sales"])
  })

  test("a new conversation goes to the first team that takes it, in the order of now", async () => {
    const { team: first } = await ana.call("team.save", sales)
    const { team: all } = await ana.call("team.save", { name: "Everything", agentIds: [], takes: [{}] })
    expect(await teamOf("https://nightingale.example/pricing")).toBe(first.id)
    await ana.call("team.arrange", { teamIds: [all.id, first.id] })
    expect(await teamOf("https://nightingale.example/pricing")).toBe(all.id)
  })

  test("an order that does not name every team is refused", async () => {
    const { team } = await ana.call("team.save", sales)
    await ana.call("team.save", { ...sales, name: "Refunds" })
    expect(await ana.ask("team.arrange", { teamIds: [team.id] })).toMatchObject({ error: { code: "conflict" } })
    expect(await names()).toEqual(["Sales", "Refunds"])
  })

  test("what a removed team had open belongs to everybody", async () => {
    const { team } = await ana.call("team.save", sales)
    const vera = await visitor(server)
    const { conversation } = await vera.say("Is the yearly membership cheaper?")
    await ana.call("team.remove", { teamId: team.id })
    expect((await ana.call("conversation.get", { conversationId: conversation.id })).conversation.teamId).toBeNull()
  })

  test("what comes to a team that nobody is in is offered to nobody, until the ladder rings it: then everybody is rung", async () => {
    await ana.call("team.save", sales)
    const offers = await offersAsRung()
    expect(offers).toEqual([null, { agentId: null, teamId: null, reason: "ring" }])
  })

  test("where everybody in a team has none at once, nobody is offered it, and all of them are rung", async () => {
    const { team } = await ana.call("team.save", { ...sales, agentIds: [ana.agentId] })
    await ana.call("agent.save", { agentId: ana.agentId, capacity: 0 })
    const offers = await offersAsRung()
    expect(offers).toEqual([null, { agentId: null, teamId: team.id, reason: "ring" }])
  })

  /** What is asked of whom a moment before the usual ladder rings the team, and as it does. */
  async function offersAsRung() {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Is the yearly membership cheaper?")
    const offerNow = async () => {
      const { offer } = (await ana.call("conversation.get", { conversationId: conversation.id })).conversation
      return offer && { agentId: offer.agentId, teamId: offer.teamId, reason: offer.reason }
    }
    await server.elapse(RUNG_AFTER_MS - 1)
    const before = await offerNow()
    await server.elapse(1)
    return [before, await offerNow()]
  }

  test("only an owner changes teams, and everybody sees them", async () => {
    const { team } = await ana.call("team.save", sales)
    const bo = await newAgent(server, ana, "Bo", "supervisor")
    expect((await bo.call("team.list", {})).teams).toEqual([team])
    for (const reply of [
      await bo.ask("team.save", { ...sales, name: "Mine" }),
      await bo.ask("team.arrange", { teamIds: [team.id] }),
      await bo.ask("team.remove", { teamId: team.id }),
      await bo.ask("agent.save", { agentId: bo.agentId, capacity: 9 }),
    ]) {
      expect(reply).toMatchObject({ ok: false, error: { code: "forbidden" } })
    }
  })
})
