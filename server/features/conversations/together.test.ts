import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Event, Input } from "../../../shared/protocol/types"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent, post, stored, type Visitor, visitor } from "../../testing/people"
import { createTestClock } from "../../testing/test-clock"

const SEED = 20_260_105
const WAVES = 25
const ACTS_A_WAVE = 24
const VISITORS = 4
/** How far a second node's clock is behind. */
const BEHIND_MS = 40

/** On PostgreSQL two nodes share the database; SQLite has one. Everybody has a line to each node. */
describe.each(DIALECTS)("everybody at once on %s (F07, F09, F22, F24)", (dialect) => {
  let nodes: TestServer[]
  let visitors: Visitor[][]
  let agents: Agent[][]
  const draw = randomNumbers(SEED)
  const one = <T>(of: readonly T[]): T => {
    const drawn = of[Math.floor(draw() * of.length)]
    if (drawn === undefined) throw new Error("nothing to draw from")
    return drawn
  }

  beforeAll(async () => {
    const first = await startTestServer({ dialect })
    const clock = createTestClock(first.clock.now() - BEHIND_MS)
    nodes = dialect === "postgres" ? [first, await startTestServer({ beside: first, clock })] : [first]
    const ana = await agent(first)
    await ana.call("policy.save", {
      id: "default",
      name: "Brisk",
      targets: { firstTouchMs: 5_000, nextReplyMs: 5_000 },
    })
    const bo = await newAgent(first, ana, "Bo")
    const boKnows = { email: bo.started.me.email, password: "Bo likes long quiet sentences" }
    agents = await Promise.all([undefined, boKnows].map((who) => Promise.all(nodes.map((node) => agent(node, who)))))
    visitors = await Promise.all(
      Array.from({ length: VISITORS }, async () => {
        const { token } = await visitor(first)
        return Promise.all(nodes.map((node) => visitor(node, { token })))
      }),
    )
  })
  afterAll(async () => {
    for (const node of nodes.toReversed()) await node.stop()
  })

  test("nothing is lost, doubled, out of order or taken back", async () => {
    const known = await Promise.all(visitors.map(async (lines) => (await one(lines).say("Hello")).conversation.id))
    const replies: { id: string; seq: number; duplicate: boolean; by: "visitor" | "agent" }[] = []

    async function write(lines: readonly (Visitor | Agent)[], by: "visitor" | "agent", conversationId?: string) {
      const input: Input<"message.send"> = {
        id: randomUUID(),
        body: "What about this?",
        ...(conversationId && { conversationId }),
      }
      // Whoever saw no answer sends again, on whatever line there is.
      const sent = await Promise.all([one(lines), one(lines)].map((line) => line.call("message.send", input)))
      for (const { event, duplicate } of sent) replies.push({ id: input.id, seq: event.seq, duplicate, by })
    }

    async function accept(lines: readonly Agent[], conversationId: string) {
      const line = one(lines)
      const reply = await line.ask("conversation.accept", { conversationId })
      if (reply.ok) expect(reply.data.conversation.assigneeId).toBe(line.agentId)
      else expect(reply.error.code).toBe("conflict")
    }

    function act(): Promise<unknown> {
      const which = Math.floor(draw() * known.length)
      const conversationId = known[which] ?? ""
      const asker = visitors[which] ?? []
      const answerers = one(agents)
      return one([
        () => write(asker, "visitor"),
        () => write(asker, "visitor", conversationId),
        () => write(answerers, "agent", conversationId),
        () => write(answerers, "agent", conversationId),
        () => accept(answerers, conversationId),
        () => accept(answerers, conversationId),
        () => one(answerers).call("conversation.assign", { conversationId, assigneeId: null }),
        () => one(answerers).call("note.add", { id: randomUUID(), conversationId, body: "A regular" }),
        () => one(answerers).call("seen.set", { conversationId, seq: Math.ceil(draw() * 500) }),
        () => one(asker).call("seen.set", { conversationId, seq: Math.ceil(draw() * 500) }),
        () => one(asker).call("contact.save", { name: one(["Vera", "Viktor"]) }),
        () => one(answerers).call("conversation.resolve", { conversationId }),
        () => one(answerers).call("conversation.reopen", { conversationId }),
        () => Promise.all(nodes.map((node) => node.elapse(3_000))),
      ])()
    }

    for (let wave = 0; wave < WAVES; wave++) await Promise.all(Array.from({ length: ACTS_A_WAVE }, act))
    await Promise.all(nodes.map((node) => node.elapse(10_000)))

    const logs: Event[][] = []
    for (const [index, lines] of visitors.entries()) {
      const { conversations } = await one(one(agents)).call("conversation.list", {
        contactId: lines[0]?.contactId ?? "",
      })
      for (const { id } of conversations) {
        const log = await expectWholeLog(id, agents.flat())
        await expectWholeLog(id, visitors[index] ?? [])
        expectTimersKept(log)
        expectTakenOneByOne(log)
        logs.push(log)
      }
    }
    const posted = logs.flat().flatMap((event) => (event.type === "message.posted" ? [event] : []))
    for (const { id, seq, by } of replies) {
      const copies = posted.filter(({ message }) => message.id === id)
      expect(copies).toHaveLength(1)
      if (by === "agent") expect(seq).toBe(copies[0]?.seq)
    }
    for (const id of new Set(replies.map((reply) => reply.id))) {
      const both = replies.filter((reply) => reply.id === id)
      expect(both.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
      expect(new Set(both.map(({ seq }) => seq)).size).toBe(1)
    }
    expect(posted).toHaveLength(VISITORS + replies.length / 2)
    expect(logs.flat().filter(({ type }) => type === "timer.breached").length).toBeGreaterThan(0)
  })

  test("a message that comes by WebSocket, polling and HTTP at once, to every node, is one, with one answer (F06, F07)", async () => {
    const [first] = nodes
    if (!first) throw new Error("there is no node")
    const vera = await visitor(first)
    const { token } = vera
    const lines = await Promise.all(
      nodes.flatMap((node) => [visitor(node, { token }), visitor(node, { token, transport: "polling" })]),
    )
    const headers = { Authorization: `Bearer ${token}` }
    for (let round = 0; round < 20; round++) {
      const input = { id: randomUUID(), body: `Is this said once? ${round}` }
      const replies = await Promise.all([
        ...lines.map((line) => line.ask("message.send", input)),
        ...nodes.map(async (node) => (await post<"message.send">(node, "message.send", input, headers)).reply),
      ])
      const events = replies.map((reply) => (reply.ok ? reply.data.event : reply.error))
      expect(events).toEqual(events.map(() => events[0]))
      expect(replies.filter((reply) => reply.ok && !reply.data.duplicate)).toHaveLength(1)
      const rows = await first.server.store.reads
        .selectFrom("event")
        .select("seq")
        .where("messageId", "=", input.id)
        .execute()
      expect(rows).toHaveLength(1)
    }
    const { conversation } = await vera.say("It was")
    await expectWholeLog(conversation.id, lines)
    for (const line of [vera, ...lines]) line.hangUp()
  })
})

/** The same on every line, counted from 1 without a gap, and in time (W4). */
async function expectWholeLog(id: string, lines: readonly (Visitor | Agent)[]): Promise<Event[]> {
  const [log = [], ...others] = await Promise.all(lines.map((line) => stored(line, id)))
  for (const other of others) expect(other).toEqual(log)
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
  const times = log.filter(({ type }) => type !== "timer.breached").map(({ at }) => at)
  expect(times).toEqual(times.toSorted((earlier, later) => earlier - later))
  return log
}

/** Started, breached at most once, ended at most once, and what was breached never met (T4, T9). */
function expectTimersKept(log: readonly Event[]): void {
  const lives = new Map<string, string[]>()
  for (const event of log) {
    if ("timer" in event) lives.set(event.timer.id, [...(lives.get(event.timer.id) ?? []), event.type])
  }
  for (const life of lives.values()) {
    expect(life.join(" ")).toMatch(/^timer\.started( timer\.met|( timer\.breached)( timer\.stopped)?)?$/)
  }
}

/** Nobody takes what another has: it is given back in between (F22). */
function expectTakenOneByOne(log: readonly Event[]): void {
  const holders = log.flatMap((event) => (event.type === "conversation.assigned" ? [event.assigneeId] : []))
  for (const [index, holder] of holders.entries()) expect(holder === null).toBe(index % 2 === 1)
}

/** The same numbers from 0 to 1 for the same seed (mulberry32, by Tommy Ettinger, in the public domain). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
