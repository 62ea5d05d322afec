import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, type Somebody, stored, visitor } from "../../testing/people"
import { createTestClock } from "../../testing/test-clock"

const TARGET_MS = 120_000
/** How far the second node's clock is behind the first one's. */
const BEHIND_MS = 1_000

describe("timers on two nodes of one PostgreSQL", () => {
  let first: TestServer
  let second: TestServer
  let ana: Agent

  beforeAll(async () => {
    first = await startTestServer({ dialect: "postgres" })
    second = await startTestServer({ beside: first, clock: createTestClock(first.clock.now() - BEHIND_MS) })
    ana = await agent(second)
  })
  afterAll(async () => {
    await second.stop()
    await first.stop()
  })

  const elapse = (ms: number) => Promise.all([first.elapse(ms), second.elapse(ms)])
  const timerEvents = async (who: Somebody, conversationId: string) =>
    (await stored(who, conversationId))
      .filter((event) => "timer" in event && event.timer.kind === "first-touch")
      .map(({ type }) => type)

  test("a breach that one node announced is not taken back by another whose clock is behind (T9)", async () => {
    const vera = await visitor(first)
    const { conversation } = await vera.say("Hello")
    await elapse(TARGET_MS + 1)
    expect(await timerEvents(ana, conversation.id)).toEqual(["timer.started", "timer.breached"])
    const answered = await ana.say("Here I am", conversation.id)
    expect(await timerEvents(ana, conversation.id)).toEqual(["timer.started", "timer.breached", "timer.stopped"])
    expect(answered.conversation).toMatchObject({
      timers: expect.arrayContaining([expect.objectContaining({ kind: "first-touch", state: "breached" })]),
    })
  })

  test("each of many breaches is told once, whichever node looks (F09)", async () => {
    const people = await Promise.all(Array.from({ length: 20 }, (_, index) => visitor(index % 2 ? first : second)))
    const said = await Promise.all(people.map((person) => person.say("Anybody?")))
    await elapse(TARGET_MS + BEHIND_MS + 1)
    for (const { conversation } of said) {
      expect(await timerEvents(ana, conversation.id)).toEqual(["timer.started", "timer.breached"])
    }
    for (const person of people) person.hangUp()
  })
})
