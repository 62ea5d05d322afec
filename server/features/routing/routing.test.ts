import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { Event, EventOf } from "../../../shared/protocol/types"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, lineOf, newAgent, stored, until, visitor } from "../../testing/people"

const SECOND_MS = 1_000
const QUARTER_MS = 30 * SECOND_MS

describe.each(DIALECTS)("routing on %s", (dialect) => {
  let server: TestServer
  let ana: Agent
  let bo: Agent

  beforeEach(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
    bo = await newAgent(server, ana, "Bo")
    await present(ana, bo)
  })
  afterEach(() => server.stop())

  /** The server knows that they are here, and nobody else is. */
  async function present(...people: Agent[]): Promise<void> {
    await until("everybody to be here", async () => {
      const { agents } = await ana.call("agent.start", {})
      return agents.every(({ id, connected }) => connected === people.some(({ agentId }) => agentId === id))
    })
  }

  const summaryOf = async (conversationId: string) =>
    (await ana.call("conversation.get", { conversationId })).conversation
  const offerOf = async (conversationId: string) => (await summaryOf(conversationId)).offer
  const eventsOf = async <Type extends Event["type"]>(conversationId: string, type: Type) =>
    (await stored(ana, conversationId)).filter((event): event is EventOf<Type> => event.type === type)
  const ask = async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Is the yearly membership cheaper?")
    await server.elapse(0)
    return { vera, id: conversation.id }
  }
  const nameOf = (id: string | null | undefined) => (id === ana.agentId ? "Ana" : id === bo.agentId ? "Bo" : id)

  test("a new wait is offered to one agent at once, and to the next when the first is silent", async () => {
    const { id } = await ask()
    const first = await offerOf(id)
    expect(first).toMatchObject({ reason: "first", from: null, expiresAt: server.clock.now() + QUARTER_MS })
    await server.elapse(QUARTER_MS)
    const second = await offerOf(id)
    expect(second).toMatchObject({ reason: "missed", from: { id: first?.agentId, hadItMs: QUARTER_MS } })
    expect(new Set([nameOf(first?.agentId), nameOf(second?.agentId)])).toEqual(new Set(["Ana", "Bo"]))
    expect((await eventsOf(id, "offer.ended")).map(({ outcome }) => outcome)).toEqual(["missed"])
  })

  test("the steps of the usual ladder are taken at their times, each once, and the visitor is told the truth", async () => {
    const { vera, id } = await ask()
    const startedAt = server.clock.now()
    await server.elapse(3 * 60 * SECOND_MS)
    const steps = (await eventsOf(id, "step.taken")).filter(({ step }) => step.timerKind === "first-touch")
    expect(steps.map(({ step, at }) => [step.do, at - startedAt, step.lateMs])).toEqual([
      ["offer", 0, null],
      ["offer", 30_000, null],
      ["ring", 60_000, null],
      ["escalate", 90_000, null],
      ["tell", 120_001, null],
    ])
    const [told] = vera.heard("event").filter((event) => event.type === "delay.told")
    expect(told).toMatchObject({ missed: "first-touch", missedAt: startedAt + 120_000, nextDueAt: startedAt + 720_001 })
    expect(await offerOf(id)).toMatchObject({ agentId: null, teamId: null })
    expect((await summaryOf(id)).timers.find(({ kind }) => kind === "first-touch")?.escalatedAt).toBe(
      startedAt + 90_000,
    )
  })

  test("a promise that is missed too is told once more, and no third time is named", async () => {
    const { id } = await ask()
    await server.elapse(3_600 * SECOND_MS)
    const told = await eventsOf(id, "delay.told")
    expect(told.map(({ missed, nextDueAt }) => [missed, nextDueAt !== null])).toEqual([
      ["first-touch", true],
      ["promise", false],
    ])
  })

  test("whoever accepts and stays silent loses it to the next, who answers in time", async () => {
    const { id } = await ask()
    const silent = (await offerOf(id))?.agentId === ana.agentId ? ana : bo
    const other = silent === ana ? bo : ana
    await silent.call("conversation.accept", { conversationId: id })
    expect(await offerOf(id)).toBeNull()
    await server.elapse(QUARTER_MS)
    expect(await summaryOf(id)).toMatchObject({
      assigneeId: null,
      offer: { agentId: other.agentId, reason: "silent", from: { id: silent.agentId, hadItMs: QUARTER_MS } },
    })
    await other.call("conversation.accept", { conversationId: id })
    await other.say("Yes, by a fifth", id)
    expect(await summaryOf(id)).toMatchObject({ assigneeId: other.agentId, offer: null })
    expect((await summaryOf(id)).timers.map(({ kind, state }) => [kind, state])).toEqual([
      ["first-touch", "met"],
      ["answer", "met"],
    ])
  })

  test("whoever declines is not asked again, and the next is asked at once", async () => {
    const { id } = await ask()
    const first = (await offerOf(id))?.agentId === ana.agentId ? ana : bo
    await first.call("offer.decline", { conversationId: id })
    expect(await offerOf(id)).toMatchObject({ reason: "declined", from: { id: first.agentId } })
    const second = (await offerOf(id))?.agentId
    expect(second).not.toBe(first.agentId)
    const refused = await first.ask("offer.decline", { conversationId: id })
    expect(refused).toMatchObject({ ok: false, error: { code: "conflict" } })
  })

  test("an agent who types gets one extension of 30 s, and not more", async () => {
    const { id } = await ask()
    const first = (await offerOf(id))?.agentId === ana.agentId ? ana : bo
    await server.elapse(20 * SECOND_MS)
    await first.call("typing.set", { conversationId: id, on: true })
    await until("the move to be put off", async () => (await eventsOf(id, "step.postponed")).length === 1)
    await server.elapse(20 * SECOND_MS)
    expect(await offerOf(id)).toMatchObject({ agentId: first.agentId })
    await first.call("typing.set", { conversationId: id, on: true })
    await server.elapse(10 * SECOND_MS)
    expect((await offerOf(id))?.agentId).not.toBe(first.agentId)
    expect(await eventsOf(id, "step.postponed")).toHaveLength(1)
  })

  test("whoever is writing when it falls due keeps it for their extension; the visitor is told all the same", async () => {
    await bo.call("presence.set", { availability: "away" })
    const { id } = await ask()
    await server.elapse(100 * SECOND_MS)
    await ana.call("conversation.accept", { conversationId: id })
    await ana.call("typing.set", { conversationId: id, on: true })
    await until("the move to be put off", async () => (await eventsOf(id, "step.postponed")).length === 1)
    await server.elapse(21 * SECOND_MS)
    expect(await eventsOf(id, "delay.told")).toHaveLength(1)
    expect(await summaryOf(id)).toMatchObject({ assigneeId: ana.agentId, offer: null })
    await server.elapse(8 * SECOND_MS)
    expect(await summaryOf(id)).toMatchObject({ assigneeId: ana.agentId, offer: null })
    await server.elapse(SECOND_MS)
    expect(await summaryOf(id)).toMatchObject({ assigneeId: null, offer: { agentId: null, teamId: null } })
  })

  test("an offer too short to be missed counts as asked: nobody is asked twice", async () => {
    await ana.call("policy.save", {
      targets: { firstTouchMs: 20 * SECOND_MS },
      ladder: [
        { at: { share: 0 }, do: "offer" },
        { at: { share: 0.1 }, do: "offer" },
        { at: { share: 0.2 }, do: "offer" },
        { at: { share: 1 }, do: "tell" },
      ],
    })
    const { id } = await ask()
    await server.elapse(6 * SECOND_MS)
    expect(new Set((await eventsOf(id, "offer.made")).map(({ offer }) => nameOf(offer.agentId)))).toEqual(
      new Set(["Ana", "Bo"]),
    )
    expect((await eventsOf(id, "offer.ended")).map(({ outcome }) => outcome)).toEqual(["passed", "passed"])
    expect((await ana.call("agent.start", {})).agents.map(({ availability }) => availability)).toEqual([
      "online",
      "online",
    ])
  })

  test("two missed offers in a row set an agent away, visibly, and one call brings them back", async () => {
    bo.hangUp()
    await present(ana)
    await ask()
    await server.elapse(QUARTER_MS)
    expect((await ana.call("agent.start", {})).me).toMatchObject({ availability: "online", awayFor: null })
    await ask()
    await server.elapse(QUARTER_MS)
    await until("Ana to be set away", () =>
      ana.heard("presence").some(({ agents = [] }) => agents.some(({ awayFor }) => awayFor === "missed-offers")),
    )
    const { id } = await ask()
    expect(await offerOf(id)).toBeNull()
    const { agent: back } = await ana.call("presence.set", { availability: "online" })
    expect(back).toMatchObject({ availability: "online", awayFor: null })
    await until("what waits to be offered again", async () => (await offerOf(id))?.agentId === ana.agentId)
    expect(await offerOf(id)).toMatchObject({ reason: "room" })
  })

  test("whoever is set away for missed offers is no longer asked for anything else", async () => {
    bo.hangUp()
    await present(ana)
    await ask()
    await ask()
    await server.elapse(20 * SECOND_MS)
    const { id } = await ask()
    expect(await offerOf(id)).toMatchObject({ agentId: ana.agentId })
    await server.elapse(10 * SECOND_MS)
    expect((await ana.call("agent.start", {})).me).toMatchObject({ awayFor: "missed-offers" })
    expect(await offerOf(id)).toBeNull()
    expect((await eventsOf(id, "offer.ended")).map(({ outcome }) => outcome)).toEqual(["away"])
  })

  test("nobody is asked above their capacity, and who resolves one is asked for the next", async () => {
    bo.hangUp()
    await present(ana)
    await ana.call("agent.save", { agentId: ana.agentId, capacity: 1 })
    const one = await ask()
    const other = await ask()
    expect(await offerOf(one.id)).toMatchObject({ agentId: ana.agentId })
    expect(await offerOf(other.id)).toBeNull()
    await ana.call("conversation.accept", { conversationId: one.id })
    await ana.say("Yes, by a fifth", one.id)
    await ana.call("conversation.resolve", { conversationId: one.id })
    await until("the next to be offered", async () => (await offerOf(other.id))?.agentId === ana.agentId)
  })

  test("of a hundred who write at once nobody is asked for more than they take (F23)", async () => {
    const takes = new Map([
      [ana.agentId, 3],
      [bo.agentId, 5],
    ])
    for (const [agentId, capacity] of takes) await ana.call("agent.save", { agentId, capacity })
    const crowd = await Promise.all(Array.from({ length: 100 }, () => visitor(server)))
    const ids = await Promise.all(crowd.map(async (each) => (await each.say("Is it open?")).conversation.id))
    await server.elapse(0)
    const askedFor = async (agentId: string) => {
      const offers = await Promise.all(ids.map(offerOf))
      return offers.filter((offer) => offer?.agentId === agentId).length
    }
    for (const [agentId, capacity] of takes) expect(await askedFor(agentId)).toBe(capacity)
    const first = await firstOfferedTo(ana, ids)
    await ana.call("conversation.accept", { conversationId: first })
    await server.elapse(0)
    expect(await askedFor(ana.agentId)).toBe(2)
    for (const each of crowd) each.hangUp()
  })

  async function firstOfferedTo({ agentId }: Agent, ids: readonly string[]): Promise<string> {
    for (const id of ids) if ((await offerOf(id))?.agentId === agentId) return id
    throw new Error("nothing is offered to them")
  }

  test("a place that becomes free by an offer that nobody accepted is given to whoever waits", async () => {
    bo.hangUp()
    await present(ana)
    await ana.call("agent.save", { agentId: ana.agentId, capacity: 1 })
    await ask()
    await server.elapse(10 * SECOND_MS)
    const other = await ask()
    expect(await offerOf(other.id)).toBeNull()
    await server.elapse(20 * SECOND_MS)
    expect(await offerOf(other.id)).toMatchObject({ agentId: ana.agentId, reason: "room" })
  })

  test("the person who knows the contact is asked first, then the least loaded, then the longest idle", async () => {
    const { vera, id } = await ask()
    await bo.call("conversation.accept", { conversationId: id })
    await bo.say("Yes, by a fifth", id)
    await bo.call("conversation.resolve", { conversationId: id })
    const { id: another } = await ask()
    expect(nameOf((await offerOf(another))?.agentId)).toBe("Ana")
    await server.elapse(SECOND_MS)
    await ana.call("conversation.accept", { conversationId: another })
    const { conversation: later } = await vera.say("And where do you ship to?")
    await server.elapse(0)
    expect(await offerOf(later.id)).toMatchObject({ agentId: bo.agentId, reason: "knows" })
    await bo.call("conversation.accept", { conversationId: later.id })
    await bo.say("Everywhere", later.id)
    await bo.call("conversation.resolve", { conversationId: later.id })
    const { id: third } = await ask()
    expect(nameOf((await offerOf(third))?.agentId)).toBe("Bo")
  })

  test("an agent whose last line is gone for 30 s gives back what was not answered; a reload does not", async () => {
    const { id } = await ask()
    await bo.call("conversation.accept", { conversationId: id })
    bo.hangUp()
    await present(ana)
    await server.elapse(20 * SECOND_MS)
    expect(await summaryOf(id)).toMatchObject({ assigneeId: bo.agentId })
    await server.elapse(10 * SECOND_MS)
    expect(await summaryOf(id)).toMatchObject({
      assigneeId: null,
      offer: { agentId: ana.agentId, from: { id: bo.agentId } },
    })
  })

  test("who comes back within the grace keeps what they have", async () => {
    const { id } = await ask()
    await ana.call("conversation.accept", { conversationId: id })
    const second = await agent(server)
    ana.hangUp()
    ana = second
    await server.elapse(29 * SECOND_MS)
    expect(await summaryOf(id)).toMatchObject({ assigneeId: ana.agentId })
  })

  test("whoever goes away gives back what was not answered, and keeps what was", async () => {
    const answered = await ask()
    await bo.call("conversation.accept", { conversationId: answered.id })
    await bo.say("Yes, by a fifth", answered.id)
    const waiting = await ask()
    await bo.call("conversation.accept", { conversationId: waiting.id })
    await bo.call("presence.set", { availability: "away" })
    await until("it to be given back", async () => (await summaryOf(waiting.id)).assigneeId === null)
    expect(await offerOf(waiting.id)).toMatchObject({ agentId: ana.agentId, reason: "away", from: { id: bo.agentId } })
    expect(await summaryOf(answered.id)).toMatchObject({ assigneeId: bo.agentId })
  })

  test("whoever left and comes back is asked again, whether they had it or were asked", async () => {
    bo.hangUp()
    await present(ana)
    const had = await ask()
    await ana.call("conversation.accept", { conversationId: had.id })
    const asked = await ask()
    expect(await offerOf(asked.id)).toMatchObject({ agentId: ana.agentId })
    await ana.call("presence.set", { availability: "away" })
    await until("both to be given back", async () => (await offerOf(asked.id)) === null)
    await ana.call("presence.set", { availability: "online" })
    await until(
      "both to be offered",
      async () => (await offerOf(asked.id)) !== null && (await offerOf(had.id)) !== null,
    )
    expect(await offerOf(had.id)).toMatchObject({ agentId: ana.agentId, reason: "room" })
    expect(await offerOf(asked.id)).toMatchObject({ agentId: ana.agentId, reason: "room" })
  })

  test("what is overdue and given back rings everybody again: all have been asked, and no step is to come", async () => {
    const { id } = await ask()
    await server.elapse(120 * SECOND_MS + 1)
    await ana.call("conversation.accept", { conversationId: id })
    expect(await offerOf(id)).toBeNull()
    await ana.call("presence.set", { availability: "away" })
    await until("it to be given back", async () => (await summaryOf(id)).assigneeId === null)
    await server.elapse(0)
    expect((await eventsOf(id, "offer.made")).map(({ offer }) => [nameOf(offer.agentId), offer.reason])).toEqual([
      [expect.any(String), "first"],
      [expect.any(String), "missed"],
      [null, "ring"],
      [null, "overdue"],
    ])
  })

  test("what is overdue and taken up again rings everybody, though nobody has room", async () => {
    const { vera, id } = await ask()
    await server.elapse(120 * SECOND_MS + 1)
    for (const who of [ana, bo]) await ana.call("agent.save", { agentId: who.agentId, capacity: 0 })
    await ana.call("conversation.resolve", { conversationId: id })
    expect(await offerOf(id)).toBeNull()
    await vera.say("Hello?", id)
    expect(await offerOf(id)).toMatchObject({ agentId: null, reason: "overdue" })
    await ana.call("conversation.accept", { conversationId: id })
    await ana.call("conversation.assign", { conversationId: id, assigneeId: null })
    expect(await offerOf(id)).toMatchObject({ agentId: null, reason: "overdue" })
  })

  test("what was only greeted and is put back into the queue is offered: an answer is owed", async () => {
    const { id } = await ask()
    await ana.say("Hello, one moment", id)
    await ana.call("conversation.assign", { conversationId: id, assigneeId: null })
    expect(await offerOf(id)).not.toBeNull()
  })

  test("who greeted and left, while nobody else was here, owes an answer still: whoever comes is rung", async () => {
    bo.hangUp()
    await present(ana)
    const { vera, id } = await ask()
    await ana.say("Hello, one moment", id)
    await ana.call("presence.set", { availability: "away" })
    await until("it to be given back", async () => (await summaryOf(id)).assigneeId === null)
    await server.elapse(0)
    expect(await offerOf(id)).toMatchObject({ agentId: null, reason: "ring" })
    vera.hangUp()
  })

  test("of what somebody gives back the most urgent is offered first", async () => {
    await ana.call("agent.save", { agentId: ana.agentId, capacity: 1 })
    const calm = await ask()
    await bo.call("conversation.accept", { conversationId: calm.id })
    await ana.call("policy.save", { targets: { firstTouchMs: 60 * SECOND_MS } })
    const urgent = await ask()
    await bo.call("conversation.accept", { conversationId: urgent.id })
    await bo.call("presence.set", { availability: "away" })
    await until("both to be given back", async () => (await summaryOf(urgent.id)).assigneeId === null)
    expect(await offerOf(urgent.id)).toMatchObject({ agentId: ana.agentId })
    expect(await offerOf(calm.id)).toBeNull()
  })

  test("a program that holds an agent's key is nobody at a desk: it is offered nothing", async () => {
    bo.hangUp()
    await present(ana)
    const { secret } = await ana.call("apiKey.create", { name: "Reports" })
    ana.hangUp()
    const program = await lineOf(server, { authorization: `Bearer ${secret}` })
    await until("Ana to be gone", async () => !(await program.call("agent.start", {})).me.connected)
    const vera = await visitor(server)
    const { conversation } = await vera.say("Is the yearly membership cheaper?")
    await server.elapse(0)
    const summary = await program.call("conversation.get", { conversationId: conversation.id })
    expect(summary.conversation.offer).toBeNull()
    program.hangUp()
  })

  test("what comes back from a snooze with somebody waiting is offered at once", async () => {
    const { id } = await ask()
    const until = server.clock.now() + 10 * SECOND_MS
    await ana.call("conversation.snooze", { conversationId: id, until })
    expect(await offerOf(id)).toBeNull()
    await server.elapse(10 * SECOND_MS)
    expect(await offerOf(id)).toMatchObject({ reason: "room", offeredAt: until })
  })

  test("whoever answers what nobody has, has it", async () => {
    const { id } = await ask()
    await bo.say("Yes, by a fifth", id)
    expect(await summaryOf(id)).toMatchObject({ assigneeId: bo.agentId, offer: null })
  })

  test("a team's conversations are offered to its members only, until everybody is asked", async () => {
    const takes = [{ page: "/pricing*" }]
    const { team } = await ana.call("team.save", { name: "Sales", agentIds: [bo.agentId], takes })
    const { id } = await ask()
    expect(await summaryOf(id)).toMatchObject({ teamId: team.id, offer: { agentId: bo.agentId } })
    await server.elapse(QUARTER_MS)
    expect(await offerOf(id)).toBeNull()
    await server.elapse(QUARTER_MS)
    expect(await offerOf(id)).toMatchObject({ agentId: null, teamId: team.id, reason: "ring" })
    await server.elapse(60 * SECOND_MS + 1)
    expect(await offerOf(id)).toMatchObject({ agentId: null, teamId: null, reason: "overdue" })
  })

  test("of twenty agents' accepts at once exactly one succeeds, and the others are told who it was (F22)", async () => {
    const { id } = await ask()
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? ana : bo).ask("conversation.accept", { conversationId: id }),
      ),
    )
    const winner = (await summaryOf(id)).assigneeId
    for (const [index, reply] of replies.entries()) {
      const isWinner = (index % 2 ? ana : bo).agentId === winner
      expect(reply.ok).toBe(isWinner)
    }
    expect((await eventsOf(id, "conversation.assigned")).length).toBe(1)
  })

  test("after a restart in the middle of a ladder each step is taken once, and late ones are marked late", async () => {
    const { id } = await ask()
    const startedAt = server.clock.now()
    await server.elapse(QUARTER_MS)
    await server.restart(() => void server.clock.advanceTowards(startedAt + 100 * SECOND_MS))
    ana = await agent(server)
    await server.elapse(60 * SECOND_MS)
    const steps = (await eventsOf(id, "step.taken")).filter(({ step }) => step.timerKind === "first-touch")
    expect(steps.map(({ step }) => [step.do, step.lateMs])).toEqual([
      ["offer", null],
      ["offer", null],
      ["ring", 40_000],
      ["escalate", 10_000],
      ["tell", null],
    ])
  })
})
