import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { Event } from "../../../shared/protocol/types"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent, until, visitor } from "../../testing/people"

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const NONE = { kept: 0, missed: 0, running: 0 }

describe.each(DIALECTS)("the wall on %s", (dialect) => {
  let server: TestServer
  let ana: Agent
  let bo: Agent
  let since: number

  beforeEach(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
    bo = await newAgent(server, ana, "Bo")
    since = server.clock.now()
    await until("both to be here", async () => {
      const { agents } = await ana.call("agent.start", {})
      return agents.every(({ connected }) => connected)
    })
  })
  afterEach(() => server.stop())

  const wall = (from = since) => ana.call("wall.get", { since: from })
  const ask = async (body = "Is the yearly membership cheaper?") => {
    const vera = await visitor(server)
    const { conversation } = await vera.say(body)
    await server.elapse(0)
    return { vera, id: conversation.id }
  }

  test("a day on which nobody wrote has nothing to tell", async () => {
    expect(await wall()).toEqual({ firstTouch: NONE, nextReply: NONE, breaches: [] })
  })

  test("what was answered in time is kept, what was not is missed, and what may still be runs", async () => {
    const inTime = await ask()
    await ana.say("Yes, by a fifth", inTime.id)
    const late = await ask()
    await ask()
    await server.elapse(2 * MINUTE_MS + 1)
    await ana.say("Sorry, yes, by a fifth", late.id)
    await ask()
    await inTime.vera.say("And where do you ship to?")
    const { firstTouch, nextReply } = await wall()
    expect(firstTouch).toEqual({ kept: 1, missed: 2, running: 1 })
    expect(nextReply).toEqual({ ...NONE, running: 1 })
  })

  test("a reply in the millisecond it is due is kept (T2)", async () => {
    const { id } = await ask()
    await server.elapse(2 * MINUTE_MS)
    expect((await wall()).firstTouch).toEqual({ ...NONE, running: 1 })
    await ana.say("Yes, by a fifth", id)
    expect((await wall()).firstTouch).toEqual({ ...NONE, kept: 1 })
  })

  test("what needs no reply is neither kept nor missed, unless it was late", async () => {
    const { vera, id } = await ask()
    await ana.say("Yes, by a fifth", id)
    await vera.say("I see, that is what I thought")
    await ana.call("reply.waive", { conversationId: id })
    expect((await wall()).nextReply).toEqual(NONE)
    await vera.say("I will think about it")
    await server.elapse(3 * MINUTE_MS)
    await ana.call("reply.waive", { conversationId: id })
    expect((await wall()).nextReply).toEqual({ ...NONE, missed: 1 })
  })

  test("a reply counts when it comes, and a missed one when it fell due: yesterday's question may be today's", async () => {
    await ask()
    const kept = await ask()
    await server.elapse(MINUTE_MS)
    await ana.say("Yes, by a fifth", kept.id)
    const dueAt = since + 2 * MINUTE_MS
    await server.elapse(2 * MINUTE_MS)
    expect((await wall(dueAt)).firstTouch).toEqual({ ...NONE, missed: 1 })
    expect((await wall(dueAt + 1)).firstTouch).toEqual(NONE)
  })

  test("a breach tells the whole story: who was asked, who did not accept, what was done, and how late the answer came", async () => {
    const { id } = await ask()
    const { conversation } = await ana.call("conversation.get", { conversationId: id })
    const first = conversation.offer?.agentId === ana.agentId ? ana : bo
    const next = first === ana ? bo : ana
    await server.elapse(2 * MINUTE_MS + 68 * SECOND_MS)
    await next.say("Sorry, yes, by a fifth", id)
    const { breaches } = await wall()
    expect(breaches).toHaveLength(1)
    expect(breaches[0]).toMatchObject({
      conversation: { id, assigneeId: next.agentId },
      timer: { kind: "first-touch", state: "breached", breachedAt: since + 2 * MINUTE_MS },
    })
    const told = breaches[0]?.story.map((event) => [(event.at - since) / SECOND_MS, saying(event)])
    // An offer ends at the step that moves on: which of the two is noted first is chance.
    expect(told?.filter(([, what]) => what !== "step offer" && what !== "step ring")).toEqual([
      [0, "visitor: Is the yearly membership cheaper?"],
      [0, "timer.started"],
      [0, `asked ${first.agentId}`],
      [30, `missed ${first.agentId}`],
      [30, `asked ${next.agentId}`],
      [60, `missed ${next.agentId}`],
      [60, "asked null"],
      [90, "step escalate"],
      [120, "timer.breached"],
      [120.001, "step tell"],
      [120.001, "delay.told"],
      [188, "agent: Sorry, yes, by a fifth"],
      [188, "timer.stopped"],
    ])
  })

  test("a story tells of its own wait only, and of no message in between", async () => {
    const { vera, id } = await ask()
    await ana.say("Yes, by a fifth", id)
    await server.elapse(MINUTE_MS)
    await vera.say("And where do you ship to?")
    await server.elapse(MINUTE_MS)
    await vera.say("Are you there?")
    await server.elapse(3 * MINUTE_MS)
    const [breach] = (await wall()).breaches
    expect(breach?.timer.kind).toBe("next-reply")
    expect(breach?.story.filter(({ type }) => type === "message.posted").map(saying)).toEqual([
      "visitor: And where do you ship to?",
    ])
    const [hadIt, ...during] = breach?.story ?? []
    expect(hadIt).toMatchObject({ type: "conversation.assigned", assigneeId: ana.agentId, at: since })
    expect(during.every(({ at }) => at >= since + MINUTE_MS)).toBe(true)
  })

  test("breaches come the latest first, each told of once, and only from since then on", async () => {
    const first = await ask()
    await server.elapse(MINUTE_MS)
    const second = await ask()
    await server.elapse(10 * MINUTE_MS)
    expect((await wall()).breaches.map(({ conversation }) => conversation.id)).toEqual([second.id, first.id])
    const later = await wall(since + 2 * MINUTE_MS + 1)
    expect(later.breaches.map(({ conversation }) => conversation.id)).toEqual([second.id])
  })

  test("many breaches are told of at most a hundred at a time, in a handful of queries", async () => {
    const asked: string[] = []
    const busy = await startTestServer({ dialect, onQuery: ({ query }) => asked.push(query.sql) })
    const owner = await agent(busy)
    const from = busy.clock.now()
    for (let written = 0; written < 101; written += 1) await (await visitor(busy)).say("Hello?")
    await busy.elapse(3 * MINUTE_MS)
    asked.length = 0
    const { firstTouch, breaches } = await owner.call("wall.get", { since: from })
    expect(firstTouch).toEqual({ ...NONE, missed: 101 })
    expect(breaches).toHaveLength(100)
    expect(breaches.every(({ story }) => story.length > 0)).toBe(true)
    expect(asked.filter((sql) => /"timer"|"event"|"conversation"/.test(sql)).length).toBeLessThan(10)
    await busy.stop()
  })

  test("the wall is for supervisors and owners", async () => {
    expect(await bo.ask("wall.get", { since })).toMatchObject({ ok: false, error: { code: "forbidden" } })
    const olha = await newAgent(server, ana, "Olha", "supervisor")
    expect(await olha.ask("wall.get", { since })).toMatchObject({ ok: true })
  })
})

/** An event in a few letters. */
function saying(event: Event): string {
  switch (event.type) {
    case "message.posted":
      return `${event.by.kind}: ${event.message.body}`
    case "step.taken":
      return `step ${event.step.do}`
    case "offer.made":
      return `asked ${event.offer.agentId}`
    case "offer.ended":
      return event.offer.agentId === null ? `offer.ended ${event.outcome}` : `${event.outcome} ${event.offer.agentId}`
    default:
      return event.type
  }
}
