import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, stored, until, type Visitor, visitor } from "../../testing/people"

const MINUTE_MS = 60_000
const TEN_MINUTES_MS = 600_000
const HOUR_MS = 60 * MINUTE_MS

describe.each(DIALECTS)("promises on %s", (dialect) => {
  let server: TestServer
  let ana: Agent
  let vera: Visitor
  let id: string

  beforeAll(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
  })
  afterAll(() => server.stop())

  beforeEach(async () => {
    vera = await visitor(server)
    id = (await vera.say("When does the parcel come?")).conversation.id
    await ana.say("I will find out", id)
  })

  const timersOf = async () =>
    (await ana.call("conversation.get", { conversationId: id })).conversation.timers.map(
      ({ kind, state, stoppedFor }) => [kind, state, stoppedFor],
    )
  const visitorHeard = (type: string) => vera.heard("event").filter((event) => event.type === type)
  const stepsOf = async () =>
    (await stored(ana, id)).flatMap((event) =>
      event.type === "step.taken" && event.step.timerKind === "promise" ? [event.step.do] : [],
    )

  test("a greeting stops the first touch and is hollow: the answer is owed until something more is said", async () => {
    vera = await visitor(server)
    id = (await vera.say("Is it cheaper?")).conversation.id
    await ana.say("Hello, one moment", id)
    expect(await timersOf()).toEqual([
      ["first-touch", "met", "greeting"],
      ["answer", "running", null],
    ])
    await server.elapse(15 * MINUTE_MS)
    const { conversation } = await ana.call("conversation.get", { conversationId: id })
    expect(conversation.timers[1]?.dueAt).toBe((conversation.timers[0]?.startedAt ?? 0) + 20 * MINUTE_MS)
    await ana.say("Yes, by a fifth", id)
    expect(await timersOf()).toEqual([
      ["first-touch", "met", "greeting"],
      ["answer", "met", "reply"],
    ])
  })

  test("a time that is given is told to the visitor, and kept before it passes", async () => {
    const dueAt = server.clock.now() + HOUR_MS
    await ana.call("promise.make", { conversationId: id, dueAt })
    await until("Vera to be told", () => visitorHeard("promise.made").length === 1)
    await until("Vera to see it", () =>
      vera.heard("conversation").some((told) => "promise" in told && told.promise?.dueAt === dueAt),
    )
    await ana.say("I am still asking", id)
    expect((await timersOf()).at(-1)).toEqual(["promise", "running", null])
    await ana.call("promise.keep", { conversationId: id })
    expect((await timersOf()).at(-1)).toEqual(["promise", "met", "kept"])
    await until("Vera to be told that it was kept", () => visitorHeard("promise.kept").length === 1)
    await server.elapse(2 * HOUR_MS)
    expect(await stepsOf()).toEqual([])
  })

  test("a promise is reminded of before, and put off before it passes", async () => {
    await ana.call("promise.make", { conversationId: id, dueAt: server.clock.now() + HOUR_MS })
    await server.elapse(45 * MINUTE_MS)
    expect(await stepsOf()).toEqual(["remind"])
    await ana.call("promise.make", { conversationId: id, dueAt: server.clock.now() + HOUR_MS })
    expect((await timersOf()).slice(-2)).toEqual([
      ["promise", "met", "renewed"],
      ["promise", "running", null],
    ])
    await until("Vera to be told twice", () => visitorHeard("promise.made").length === 2)
    expect(visitorHeard("promise.made").at(-1)).toMatchObject({ renewed: true })
    await ana.call("promise.keep", { conversationId: id })
  })

  test("a promise that passes is told to the supervisors and, as the truth, to the visitor", async () => {
    const dueAt = server.clock.now() + HOUR_MS
    await ana.call("promise.make", { conversationId: id, dueAt })
    await server.elapse(HOUR_MS + 1)
    expect(await stepsOf()).toEqual(["remind", "escalate", "tell"])
    await until("Vera to be told", () => visitorHeard("delay.told").length === 1)
    expect(visitorHeard("delay.told")[0]).toMatchObject({
      missed: "promise",
      missedAt: dueAt,
      nextDueAt: dueAt + 1 + 10 * MINUTE_MS,
    })
    await ana.say("It comes on Friday", id)
    const [made, renewed] = (await timersOf()).slice(-2)
    expect(made).toEqual(["promise", "breached", null])
    expect(renewed).toEqual(["promise", "met", "reply"])
  })

  test("a promise ends the wait for a next reply, but never the first", async () => {
    await vera.say("And the other one?")
    await ana.call("promise.make", { conversationId: id, dueAt: server.clock.now() + HOUR_MS })
    expect((await timersOf()).find(([kind]) => kind === "next-reply")).toEqual(["next-reply", "met", "promised"])
    const viktor = await visitor(server)
    id = (await viktor.say("Hello?")).conversation.id
    await ana.call("promise.make", { conversationId: id, dueAt: server.clock.now() + HOUR_MS })
    expect((await timersOf())[0]).toEqual(["first-touch", "running", null])
  })

  test("thanks start nothing, and one call says that no reply is needed", async () => {
    await vera.say("Thanks!")
    expect((await timersOf()).map(([kind]) => kind)).toEqual(["first-touch", "answer"])
    await vera.say("See you on Friday then")
    await ana.call("reply.waive", { conversationId: id })
    expect((await timersOf()).at(-1)).toEqual(["next-reply", "met", "no-reply-needed"])
    expect(await ana.ask("reply.waive", { conversationId: id })).toMatchObject({ error: { code: "conflict" } })
  })

  test("what cannot be promised is refused in words", async () => {
    const past = await ana.ask("promise.make", { conversationId: id, dueAt: server.clock.now() })
    expect(past).toMatchObject({ error: { code: "invalid_input", message: "dueAt: a promise is for a time to come." } })
    const far = await ana.ask("promise.make", { conversationId: id, dueAt: server.clock.now() + 400 * 24 * HOUR_MS })
    expect(far).toMatchObject({ error: { code: "invalid_input" } })
    expect(await ana.ask("promise.keep", { conversationId: id })).toMatchObject({ error: { code: "conflict" } })
  })

  test("a snoozed conversation comes back at its time, or as soon as its visitor writes", async () => {
    const statusOf = async () => (await ana.call("conversation.get", { conversationId: id })).conversation.status
    const until = server.clock.now() + TEN_MINUTES_MS
    await ana.call("conversation.snooze", { conversationId: id, until })
    expect(await statusOf()).toBe("snoozed")
    await server.elapse(TEN_MINUTES_MS)
    expect(await statusOf()).toBe("open")
    await ana.call("conversation.snooze", { conversationId: id, until: until + 2 * TEN_MINUTES_MS })
    await vera.say("Any news?")
    expect(await statusOf()).toBe("open")
    await server.restart()
    ana = await agent(server)
    await server.elapse(3 * TEN_MINUTES_MS)
    expect((await stored(ana, id)).filter(({ type }) => type === "conversation.reopened")).toHaveLength(2)
  })
})

describe("the pace that a visitor is told", () => {
  test("is what four of five replies took, and only where it is worse than the target", async () => {
    const server = await startTestServer()
    const ana = await agent(server)
    const paceNow = async () => (await visitor(server)).started.promise.paceMs
    expect(await paceNow()).toBeUndefined()
    const waits = [1, 1, 1, 1, 1, 1, 1, 4, 5, 6]
    for (const minutes of waits) {
      const vera = await visitor(server)
      const { conversation } = await vera.say("Is it cheaper?")
      await server.elapse(minutes * MINUTE_MS)
      await ana.say("Yes, by a fifth", conversation.id)
      vera.hangUp()
    }
    await server.elapse(2 * MINUTE_MS)
    expect(await paceNow()).toBe(4 * MINUTE_MS)
    await server.leapTo(server.clock.now() + 8 * 24 * HOUR_MS)
    expect(await paceNow()).toBeUndefined()
    await server.stop()
  })
})
