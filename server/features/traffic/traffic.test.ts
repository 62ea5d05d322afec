import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent, visitor } from "../../testing/people"

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const DAY_MS = 86_400_000

describe.each(DIALECTS)("traffic on %s", (dialect) => {
  let server: TestServer
  let ana: Agent
  let bo: Agent

  beforeAll(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
    bo = await newAgent(server, ana, "Bo")
  })
  afterAll(() => server.stop())

  /** What is listed of a minute in which somebody lives through something. */
  async function listed(live: () => Promise<unknown>) {
    await server.elapse(MINUTE_MS)
    const from = server.clock.now()
    await live()
    return (await ana.call("traffic.list", { from, until: from + 1 })).arrivals
  }

  async function ask(): Promise<string> {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Is the yearly membership cheaper?")
    await server.elapse(0)
    return conversation.id
  }

  test("a reply is measured from having it, and handling from there until it is resolved", async () => {
    const arrivals = await listed(async () => {
      const conversationId = await ask()
      await server.elapse(5 * SECOND_MS)
      await ana.call("conversation.accept", { conversationId })
      await server.elapse(20 * SECOND_MS)
      await ana.say("Yes, by a fifth", conversationId)
      await server.elapse(3 * MINUTE_MS)
      await ana.say("Anything else?", conversationId)
      await server.elapse(MINUTE_MS)
      await ana.call("conversation.resolve", { conversationId })
      await server.elapse(MINUTE_MS)
      await ana.say("Have a good day", conversationId)
    })
    expect(arrivals).toEqual([{ at: expect.any(Number), replyMs: 20 * SECOND_MS, handleMs: 4 * MINUTE_MS, kept: true }])
  })

  test("what is not resolved was handled until somebody said the last words", async () => {
    const [arrival] = await listed(async () => {
      const vera = await visitor(server)
      const { conversation } = await vera.say("Do you ship to Lviv?")
      await ana.say("Yes, we do", conversation.id)
      await server.elapse(2 * MINUTE_MS)
      await vera.say("How soon?")
      await server.elapse(MINUTE_MS)
    })
    expect(arrival).toMatchObject({ handleMs: 2 * MINUTE_MS })
  })

  test("whoever replies without having taken it had it since somebody was asked", async () => {
    const [arrival] = await listed(async () => {
      const conversationId = await ask()
      await server.elapse(15 * SECOND_MS)
      await bo.say("Yes, by a fifth", conversationId)
    })
    expect(arrival).toMatchObject({ replyMs: 15 * SECOND_MS, handleMs: 0, kept: true })
  })

  test("of several who had it the last one counts", async () => {
    const [arrival] = await listed(async () => {
      const conversationId = await ask()
      await ana.call("conversation.assign", { conversationId, assigneeId: ana.agentId })
      await server.elapse(25 * SECOND_MS)
      await ana.call("conversation.assign", { conversationId, assigneeId: bo.agentId })
      await server.elapse(10 * SECOND_MS)
      await bo.say("Yes, by a fifth", conversationId)
    })
    expect(arrival).toMatchObject({ replyMs: 10 * SECOND_MS })
  })

  test("what nobody answered has no times, and was missed once it is overdue", async () => {
    await ana.call("presence.set", { availability: "away" })
    await bo.call("presence.set", { availability: "away" })
    const [running] = await listed(ask)
    expect(running).toMatchObject({ replyMs: null, handleMs: null, kept: null })
    const [missed] = await listed(async () => {
      await ask()
      await server.elapse(2 * MINUTE_MS + 1)
    })
    expect(missed).toMatchObject({ replyMs: null, handleMs: null, kept: false })
    for (const who of [ana, bo]) await who.call("presence.set", { availability: "online" })
  })

  test("a late answer was missed, and without a target nothing was kept or missed", async () => {
    const [late] = await listed(async () => {
      const conversationId = await ask()
      await server.elapse(3 * MINUTE_MS)
      await ana.say("Sorry for the wait", conversationId)
    })
    expect(late).toMatchObject({ kept: false })
    await ana.call("policy.save", { targets: { firstTouchMs: null } })
    const [untimed] = await listed(async () => ana.say("Yes, by a fifth", await ask()))
    expect(untimed).toMatchObject({ kept: null, handleMs: 0 })
    await ana.call("policy.save", { targets: { firstTouchMs: 2 * MINUTE_MS } })
  })

  test("only what began in the time is listed, in the order in which it began", async () => {
    const from = server.clock.now() + 1
    await server.elapse(SECOND_MS)
    await ask()
    await server.elapse(SECOND_MS)
    await ask()
    await server.elapse(SECOND_MS)
    await ask()
    const until = server.clock.now()
    const { arrivals } = await ana.call("traffic.list", { from, until })
    expect(arrivals.map(({ at }) => until - at)).toEqual([2 * SECOND_MS, SECOND_MS])
  })

  test("a month at a time is listed, for supervisors", async () => {
    const until = server.clock.now()
    const tooLong = await ana.ask("traffic.list", { from: until - 31 * DAY_MS - 1, until })
    expect(tooLong).toMatchObject({ ok: false, error: { code: "invalid_input" } })
    const backwards = await ana.ask("traffic.list", { from: until, until: until - 1 })
    expect(backwards).toMatchObject({ ok: false, error: { code: "invalid_input" } })
    expect(await ana.ask("traffic.list", { from: until - 31 * DAY_MS, until })).toMatchObject({ ok: true })
    expect(await bo.ask("traffic.list", { from: until, until })).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    })
  })
})
