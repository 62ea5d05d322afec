import { setImmediate as settled } from "node:timers/promises"
import { expect, test } from "vitest"
import { createChance } from "../../shared/chance"
import { openRawLine } from "../testing/fuzz/raw-line"
import { startTestServer } from "../testing/kit"
import { agent, visitor } from "../testing/people"
import { createTestClock } from "../testing/test-clock"
import { until } from "../testing/until"
import { createTurnstile } from "./turnstile"

const SECOND_MS = 1_000
const TEXT = 1
const LINES = 2_000

/** When each is in, of many who come within a second, and come again within ten where they were turned away. */
async function storm(): Promise<number[]> {
  const clock = createTestClock()
  const chance = createChance(26)
  const beganAt = clock.now()
  const enter = createTurnstile({ on: true, clock })
  const inAt: number[] = []
  async function come(): Promise<void> {
    if (await enter()) inAt.push(clock.now() - beganAt)
    else clock.runAt(clock.now() + chance.between(500, 10_500), () => void come())
  }
  for (let each = 0; each < LINES; each++) clock.runAt(beganAt + chance.between(0, SECOND_MS), () => void come())
  while (clock.advanceTowards(beganAt + 30 * SECOND_MS)) await settled()
  return inAt
}

test("of two thousand who come at once at most 15 % are let in within any second, and all within half a minute (F26)", async () => {
  const inAt = await storm()
  expect(inAt).toHaveLength(LINES)
  const inASecondFrom = (at: number) => inAt.filter((other) => other >= at && other < at + SECOND_MS).length
  expect(Math.max(...inAt.map(inASecondFrom))).toBeLessThanOrEqual(0.15 * LINES)
})

test("as many as come at any other time are let in as they come", async () => {
  const clock = createTestClock()
  const enter = createTurnstile({ on: true, clock })
  for (let second = 0; second < 5; second++) {
    // Nobody moves the clock: whoever had to wait would wait for ever.
    expect(await Promise.all(Array.from({ length: 60 }, enter))).not.toContain(false)
    clock.leap(clock.now() + SECOND_MS)
  }
})

test("visitors of whom too many come at once wait their turn, agents do not (F26)", async () => {
  const server = await startTestServer({ environment: { RATE_LIMITS: "on" } })
  const chats = Array.from({ length: 70 }, () => visitor(server))
  let inside = 0
  for (const chat of chats) void chat.then(() => inside++)
  await until("the first to be in", () => inside === 60)
  const ana = await agent(server)
  expect(inside).toBe(60)
  await server.elapse(SECOND_MS)
  const visitors = await Promise.all(chats)
  for (const person of [...visitors, ana]) person.hangUp()
  await server.stop()
})

test("a line that knocks without end is hung up on, and others come in (F26, V67)", async () => {
  const server = await startTestServer({ environment: { RATE_LIMITS: "on" } })
  const line = await openRawLine(server.url, "127.0.0.2")
  for (let knock = 0; knock < 3_000; knock++) line.frame(TEXT, Buffer.from('40/visitor,{"site":"default"}'))
  await line.ended
  const coming = visitor(server)
  await server.elapse(4 * SECOND_MS)
  const vera = await coming
  vera.hangUp()
  await server.stop()
})
