import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { Event, EventOf, Input } from "../../../shared/protocol/types"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent, stored, until, type Visitor, visitor } from "../../testing/people"

const SECOND_MS = 1_000
/** When the usual ladder asks the next one, rings the team, and tells the visitor. */
const RUNG_AFTER_MS = 60 * SECOND_MS
const TOLD_AFTER_MS = 120 * SECOND_MS + 1

describe.each(DIALECTS)("handing over on %s", (dialect) => {
  let server: TestServer
  let ana: Agent
  let bo: Agent
  let cleo: Agent
  let sales: string
  let vera: Visitor

  beforeEach(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
    bo = await newAgent(server, ana, "Bo")
    cleo = await newAgent(server, ana, "Cleo")
    sales = await teamOf("Sales", bo, cleo)
    await here(ana, bo, cleo)
  })
  afterEach(() => server.stop())

  const teamOf = async (name: string, ...members: Agent[]) =>
    (await ana.call("team.save", { name, agentIds: members.map(({ agentId }) => agentId), takes: [] })).team.id

  /** The server knows that they are here, and nobody else is. */
  const here = (...people: Agent[]) =>
    until("everybody to be here", async () => {
      const { agents } = await ana.call("agent.start", {})
      return agents.every(({ id, connected }) => connected === people.some(({ agentId }) => agentId === id))
    })

  /** Vera asks while only these are online; everybody is again once they have been asked. */
  async function ask(...online: Agent[]): Promise<string> {
    const others = [ana, bo, cleo].filter((each) => !online.includes(each))
    for (const each of others) await each.call("presence.set", { availability: "away" })
    vera = await visitor(server)
    const { conversation } = await vera.say("Is the yearly membership cheaper?")
    await server.elapse(0)
    for (const each of others) await each.call("presence.set", { availability: "online" })
    return conversation.id
  }

  const assign = (conversationId: string, whom: Omit<Input<"conversation.assign">, "conversationId">, by = ana) =>
    by.call("conversation.assign", { conversationId, ...whom })
  const summaryOf = async (conversationId: string) =>
    (await ana.call("conversation.get", { conversationId })).conversation
  const offerOf = async (conversationId: string) => (await summaryOf(conversationId)).offer
  const eventsOf = async <Type extends Event["type"]>(conversationId: string, type: Type) =>
    (await stored(ana, conversationId)).filter((event): event is EventOf<Type> => event.type === type)

  test("a team without a rule is handed a conversation: nobody has it, and one of the team is asked at once", async () => {
    const id = await ask(ana)
    await ana.call("conversation.accept", { conversationId: id })
    await server.elapse(5 * SECOND_MS)
    const { conversation } = await assign(id, { teamId: sales })
    expect(conversation).toMatchObject({ assigneeId: null, teamId: sales })
    expect(conversation.offer).toMatchObject({
      teamId: sales,
      reason: "handed-over",
      from: { id: ana.agentId, name: "Ana", hadItMs: 5 * SECOND_MS },
    })
    expect([bo.agentId, cleo.agentId]).toContain(conversation.offer?.agentId)
    expect((await eventsOf(id, "conversation.assigned")).at(-1)).toMatchObject({
      by: { kind: "agent", id: ana.agentId },
      assigneeId: null,
      teamId: sales,
      fromTeamId: null,
    })
  })

  test("the timers run on, and a reply by the team meets the first one", async () => {
    const id = await ask(ana)
    const before = (await summaryOf(id)).timers
    await server.elapse(20 * SECOND_MS)
    await assign(id, { teamId: sales })
    expect((await summaryOf(id)).timers).toEqual(before)
    await bo.call("conversation.accept", { conversationId: id })
    await bo.say("Yes, by a fifth", id)
    expect((await summaryOf(id)).timers.map(({ kind, state }) => [kind, state])).toEqual([
      ["first-touch", "met"],
      ["answer", "met"],
    ])
  })

  test("an offer to somebody outside the team is withdrawn from them, one to a member rings on", async () => {
    const outside = await ask(ana)
    await assign(outside, { teamId: sales }, bo)
    const ended = await eventsOf(outside, "offer.ended")
    expect(ended.map(({ offer, outcome }) => [offer.agentId, outcome])).toEqual([[ana.agentId, "withdrawn"]])
    expect(await offerOf(outside)).toMatchObject({ agentId: cleo.agentId, reason: "handed-over" })

    const inside = await ask(bo)
    const offer = await offerOf(inside)
    await assign(inside, { teamId: sales })
    expect(offer?.agentId).toBe(bo.agentId)
    expect(await offerOf(inside)).toEqual(offer)
  })

  test("who was asked before in this wait stays asked, and so does who handed it over", async () => {
    const id = await ask(bo)
    await bo.call("offer.decline", { conversationId: id })
    await ana.call("conversation.accept", { conversationId: id })
    const { conversation } = await assign(id, { teamId: await teamOf("Refunds", ana, bo, cleo) })
    expect(conversation.offer).toMatchObject({ agentId: cleo.agentId })
    await cleo.call("offer.decline", { conversationId: id })
    expect(await offerOf(id)).toBeNull()
  })

  test("who handed it over to a team where nobody else is here is not asked to take it back, until all of it are rung", async () => {
    const id = await ask(bo)
    await ana.call("conversation.accept", { conversationId: id })
    const refunds = await teamOf("Refunds", ana)
    await assign(id, { teamId: refunds })
    await server.elapse(SECOND_MS)
    expect(await offerOf(id)).toBeNull()
    await server.elapse(RUNG_AFTER_MS)
    expect(await offerOf(id)).toMatchObject({ agentId: null, teamId: refunds, reason: "ring" })
  })

  test("where nobody of the team is here it waits until the ladder rings: then everybody is rung", async () => {
    const id = await ask(ana)
    bo.hangUp()
    cleo.hangUp()
    await here(ana)
    await assign(id, { teamId: sales })
    expect(await summaryOf(id)).toMatchObject({ assigneeId: null, teamId: sales, offer: null })
    await server.elapse(RUNG_AFTER_MS)
    expect(await offerOf(id)).toMatchObject({ agentId: null, teamId: null, reason: "ring" })
  })

  test("what rings for everybody goes on ringing, for the team while a step is to come and for everybody once overdue", async () => {
    const id = await ask(ana)
    await server.elapse(RUNG_AFTER_MS)
    expect(await offerOf(id)).toMatchObject({ agentId: null, teamId: null })
    await assign(id, { teamId: sales })
    expect(await offerOf(id)).toMatchObject({ agentId: null, teamId: sales, reason: "handed-over" })
    await server.elapse(TOLD_AFTER_MS - RUNG_AFTER_MS)
    const overdue = await offerOf(id)
    expect(overdue).toMatchObject({ agentId: null, teamId: null, reason: "overdue" })
    await assign(id, { teamId: await teamOf("Refunds", ana) })
    expect(await offerOf(id)).toEqual(overdue)
  })

  test("what is overdue and with somebody is asked of the team in turn, and at last of everybody", async () => {
    const id = await ask(ana)
    await cleo.call("presence.set", { availability: "away" })
    await server.elapse(TOLD_AFTER_MS)
    await ana.call("conversation.accept", { conversationId: id })
    await cleo.call("presence.set", { availability: "online" })
    await assign(id, { teamId: await teamOf("Refunds", cleo) })
    expect(await offerOf(id)).toMatchObject({ agentId: cleo.agentId, reason: "handed-over" })
    await cleo.call("offer.decline", { conversationId: id })
    expect(await offerOf(id)).toMatchObject({ agentId: null, teamId: null, reason: "overdue" })
  })

  test("handed back to everybody, a team that rang is rung no more for itself", async () => {
    const id = await ask(ana)
    await assign(id, { teamId: sales })
    await server.elapse(RUNG_AFTER_MS)
    expect(await offerOf(id)).toMatchObject({ agentId: null, teamId: sales })
    await assign(id, { teamId: null })
    expect(await summaryOf(id)).toMatchObject({ teamId: null, offer: { agentId: null, teamId: null } })
  })

  test("a person within a team has it, in the team's queue, and nobody is asked", async () => {
    const id = await ask(ana)
    const { conversation } = await assign(id, { assigneeId: bo.agentId, teamId: sales })
    expect(conversation).toMatchObject({ assigneeId: bo.agentId, teamId: sales, offer: null })
  })

  test("a person alone leaves the team as it was, as ever", async () => {
    const id = await ask(ana)
    await assign(id, { teamId: sales })
    await assign(id, { assigneeId: ana.agentId })
    expect(await summaryOf(id)).toMatchObject({ assigneeId: ana.agentId, teamId: sales })
    await assign(id, { assigneeId: null })
    expect(await summaryOf(id)).toMatchObject({ assigneeId: null, teamId: sales })
    expect((await eventsOf(id, "conversation.assigned")).map(({ fromTeamId }) => fromTeamId)).toEqual([
      null,
      undefined,
      undefined,
    ])
  })

  test("where no reply is owed nobody is asked, and what is written next is asked of the team", async () => {
    const id = await ask(ana)
    await ana.say("Yes, by a fifth", id)
    await assign(id, { teamId: sales })
    expect(await summaryOf(id)).toMatchObject({ assigneeId: null, teamId: sales, offer: null })
    await vera.say("And for students?", id)
    await server.elapse(0)
    expect([bo.agentId, cleo.agentId]).toContain((await offerOf(id))?.agentId)
  })

  test("handing over to where it is already changes nothing", async () => {
    const id = await ask(ana)
    await assign(id, { teamId: sales })
    const { seq } = await summaryOf(id)
    await assign(id, { teamId: sales })
    expect((await summaryOf(id)).seq).toBe(seq)
  })

  test("an unknown team is not found, and to name neither a person nor a team is no assignment", async () => {
    const id = await ask(ana)
    const unknown = await ana.ask("conversation.assign", { conversationId: id, teamId: "nobody" })
    expect(unknown).toMatchObject({ ok: false, error: { code: "not_found", message: "There is no such team." } })
    const neither = await ana.ask("conversation.assign", { conversationId: id })
    expect(neither).toMatchObject({ ok: false, error: { code: "invalid_input" } })
    expect(await summaryOf(id)).toMatchObject({ assigneeId: null, teamId: null })
  })

  test("what rings for a team that is removed rings for everybody", async () => {
    const id = await ask(ana)
    await assign(id, { teamId: sales })
    await server.elapse(RUNG_AFTER_MS)
    await ana.call("team.remove", { teamId: sales })
    expect(await summaryOf(id)).toMatchObject({ teamId: null, offer: { agentId: null, teamId: null } })
  })

  test("a visitor learns nothing of teams", async () => {
    const id = await ask(ana)
    await assign(id, { teamId: sales })
    expect(JSON.stringify([vera.heard("event"), vera.heard("conversation")])).not.toMatch(/team|Sales/i)
  })
})
