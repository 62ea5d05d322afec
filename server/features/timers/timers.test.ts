import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Timer } from "../../../shared/protocol/types"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, type Somebody, stored, until, visitor } from "../../testing/people"

const MINUTE_MS = 60_000

const isReply = ({ kind }: Timer) => kind === "first-touch" || kind === "next-reply"

describe.each(DIALECTS)("timers on %s", (dialect) => {
  let server: TestServer
  let ana: Agent

  beforeAll(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
  })
  afterAll(() => server.stop())

  const timersOf = async (conversationId: string, who: Agent = ana) =>
    (await who.call("conversation.get", { conversationId })).conversation.timers.filter(isReply)
  const timerEvents = async (conversationId: string, who: Somebody = ana) =>
    (await stored(who, conversationId)).filter((event) => "timer" in event && isReply(event.timer))
  const promiseOf = (vera: Awaited<ReturnType<typeof visitor>>) => {
    const told = vera.heard("conversation").at(-1)
    return told && "promise" in told ? told.promise : null
  }

  test("an answer within the target meets the first touch", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    await server.elapse(MINUTE_MS)
    await ana.say("Yes, by a fifth", conversation.id)
    expect(await timersOf(conversation.id)).toMatchObject([{ kind: "first-touch", state: "met", breachedAt: null }])
    expect((await timerEvents(conversation.id)).map(({ type }) => type)).toEqual(["timer.started", "timer.met"])
    await until("Vera to see it kept", () => promiseOf(vera)?.state === "met")
  })

  test("an answer in the millisecond it is due is in time (T2)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    await server.elapse(2 * MINUTE_MS)
    await ana.say("Yes, by a fifth", conversation.id)
    expect(await timersOf(conversation.id)).toMatchObject([{ state: "met" }])
  })

  test("nobody answers: the breach is told once, dated to the due time, and to the visitor too (T4)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    const [running] = await timersOf(conversation.id)
    await server.elapse(2 * MINUTE_MS + 1)
    const events = await timerEvents(conversation.id)
    expect(events.map(({ type, at }) => [type, at])).toEqual([
      ["timer.started", running?.startedAt],
      ["timer.breached", running?.dueAt],
    ])
    expect(await timersOf(conversation.id)).toMatchObject([{ state: "breached", breachedAt: running?.dueAt }])
    await until("Vera to be told the truth", () => vera.heard("event").some(({ type }) => type === "delay.told"))
    await server.elapse(10 * MINUTE_MS)
    expect(await timerEvents(conversation.id)).toHaveLength(2)
  })

  test("a late answer stays late, and gives the breached timer its end (T9)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    await server.elapse(3 * MINUTE_MS)
    await ana.say("Sorry", conversation.id)
    const [timer] = await timersOf(conversation.id)
    expect(timer).toMatchObject({ state: "breached", breachedAt: timer?.dueAt, stoppedAt: server.clock.now() })
    expect((await timerEvents(conversation.id)).map(({ type }) => type)).toEqual([
      "timer.started",
      "timer.breached",
      "timer.stopped",
    ])
    await until("Vera to need no more apology", () => promiseOf(vera) === null)
  })

  test("a note, seen, typing, an assignment and a resolve do not stop the first touch (T5)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    const { id: conversationId } = conversation
    await ana.call("note.add", { id: crypto.randomUUID(), conversationId, body: "Looking into it" })
    await ana.call("seen.set", { conversationId, seq: 3 })
    await ana.call("typing.set", { conversationId, on: true })
    await ana.call("conversation.accept", { conversationId })
    await ana.call("conversation.resolve", { conversationId })
    expect(await timersOf(conversationId)).toMatchObject([{ kind: "first-touch", state: "running", stoppedAt: null }])
  })

  test("a further message neither restarts nor extends the timer (T6)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    const [before] = await timersOf(conversation.id)
    await server.elapse(MINUTE_MS)
    await vera.say("Anybody?")
    expect(await timersOf(conversation.id)).toEqual([before])
  })

  test("each later waiting runs next-reply, which resolving ends (T7)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    await ana.say("Yes, by a fifth", conversation.id)
    await vera.say("And the price?")
    expect(await timersOf(conversation.id)).toMatchObject([
      { kind: "first-touch" },
      { kind: "next-reply", state: "running" },
    ])
    await ana.call("conversation.resolve", { conversationId: conversation.id })
    expect(await timersOf(conversation.id)).toMatchObject([{ state: "met" }, { kind: "next-reply", state: "met" }])
  })

  test("a change of target holds for timers that start after it (T8)", async () => {
    const vera = await visitor(server)
    const viktor = await visitor(server)
    const before = await vera.say("Hello")
    await ana.call("policy.save", {
      id: "default",
      name: "Default",
      targets: { firstTouchMs: 30_000, nextReplyMs: null },
    })
    const after = await viktor.say("Hello")
    expect(await timersOf(before.conversation.id)).toMatchObject([{ targetMs: 120_000 }])
    expect(await timersOf(after.conversation.id)).toMatchObject([{ targetMs: 30_000 }])
    await ana.say("Hi", after.conversation.id)
    await viktor.say("No target for this one")
    expect(await timersOf(after.conversation.id)).toHaveLength(1)
    await ana.call("policy.save", {
      id: "default",
      name: "Default",
      targets: { firstTouchMs: 120_000, nextReplyMs: 120_000 },
    })
  })

  test("at night no time passes: the timer falls due after opening, and a visitor is told when that is", async () => {
    const kyiv = {
      timeZone: "Europe/Kyiv",
      week: Array.from({ length: 7 }, () => [{ from: "09:00", to: "18:00" }]),
      exceptions: [],
    }
    const policy = { id: "default", name: "Default", targets: { firstTouchMs: 120_000, nextReplyMs: 120_000 } }
    await ana.call("policy.save", { ...policy, hours: kyiv })
    const evening = Date.UTC(2026, 0, 6, 18)
    await server.leapTo(evening)
    const vera = await visitor(server)
    const opening = Date.UTC(2026, 0, 7, 7)
    expect(vera.started.promise).toEqual({ targetMs: 120_000, open: false, nextOpenAt: opening })
    const { conversation } = await vera.say("Hello?")
    expect(await timersOf(conversation.id)).toMatchObject([{ targetMs: 120_000, dueAt: opening + 120_000 }])
    await server.leapTo(opening)
    expect(await timersOf(conversation.id)).toMatchObject([{ state: "running" }])
    const viktor = await visitor(server)
    expect(viktor.started.promise).toEqual({ targetMs: 120_000, open: true })
    await server.elapse(2 * MINUTE_MS + 1)
    expect(await timersOf(conversation.id)).toMatchObject([{ state: "breached" }])
    await ana.call("policy.save", policy)
    expect((await ana.call("policy.list", {})).policies).toMatchObject([{ hours: kyiv }])
    await ana.call("policy.save", { ...policy, hours: null })
  })

  test("a site that will not open again promises nothing and starts no timer", async () => {
    const never = { timeZone: "UTC", week: Array.from({ length: 7 }, () => []), exceptions: [] }
    const policy = { id: "default", name: "Default", targets: { firstTouchMs: 120_000, nextReplyMs: 120_000 } }
    await ana.call("policy.save", { ...policy, hours: never })
    const vera = await visitor(server)
    expect(vera.started.promise).toMatchObject({ targetMs: 120_000, open: false })
    expect(vera.started.promise).not.toHaveProperty("nextOpenAt")
    const { conversation } = await vera.say("Hello?")
    expect(await timersOf(conversation.id)).toEqual([])
    await ana.call("policy.save", { ...policy, hours: null })
  })

  test("a breach that fell due while the server was down is told once, with its own date (F08)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    const [timer] = await timersOf(conversation.id)
    await server.restart(() => void server.clock.advanceTowards(server.clock.now() + 5 * MINUTE_MS))
    ana = await agent(server)
    await server.elapse(0)
    await server.restart()
    ana = await agent(server)
    const breaches = (await timerEvents(conversation.id, ana)).filter(({ type }) => type === "timer.breached")
    expect(breaches.map(({ at }) => at)).toEqual([timer?.dueAt])
  })
})
