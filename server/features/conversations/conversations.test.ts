import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent, post, seenAndStored, stored, until, visitor } from "../../testing/people"

describe.each(DIALECTS)("conversations on %s", (dialect) => {
  let server: TestServer
  let ana: Agent
  let bo: Agent

  beforeAll(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
    bo = await newAgent(server, ana, "Bo")
  })
  afterAll(() => server.stop())

  test("a visitor writes without a form and an agent sees it at once", async () => {
    const vera = await visitor(server)
    const { event, conversation, duplicate } = await vera.say("Is the yearly plan cheaper?")
    expect(event).toMatchObject({ type: "message.posted", seq: 2, message: { body: "Is the yearly plan cheaper?" } })
    expect(duplicate).toBe(false)
    const shown = await until("Ana to be told", () =>
      ana.heard("conversation").find(({ id }) => id === conversation.id),
    )
    expect(shown).toMatchObject({
      page: { title: "Membership and prices" },
      lastMessage: { body: "Is the yearly plan cheaper?" },
      timers: expect.arrayContaining([
        expect.objectContaining({ kind: "first-touch", state: "running", targetMs: 120_000 }),
      ]),
    })
  })

  test("both see the same conversation, each event once (W4, W6)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    await ana.call("conversation.accept", { conversationId: conversation.id })
    await ana.call("note.add", { id: randomUUID(), conversationId: conversation.id, body: "A regular, be kind" })
    await ana.say("Good morning. How can I help?", conversation.id)
    await vera.say("Do you ship to Lviv?")
    for (const person of [vera, ana]) {
      const { seen, stored } = await seenAndStored(person, conversation.id)
      expect(seen).toEqual(stored)
      expect(stored.map((event) => event.seq)).toEqual(stored.map((_, index) => index + 1))
    }
  })

  test("nothing a visitor receives tells that a note exists (W4)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    await until("Vera to be told of the conversation", () => vera.heard("conversation").length > 0)
    const before = vera.heard("conversation").length
    const noted = await ana.call("note.add", { id: randomUUID(), conversationId: conversation.id, body: "SECRET" })
    await ana.call("seen.set", { conversationId: conversation.id, seq: noted.event.seq })
    await ana.say("Hi", conversation.id)
    await until("Vera to have the answer", () => vera.sees(conversation.id).seq >= 3)
    const { events } = await vera.call("events.list", { conversationId: conversation.id })
    expect(events.map((event) => event.type)).toEqual(["conversation.opened", "message.posted", "message.posted"])
    expect(vera.heard("conversation").length - before).toBe(1)
    expect(JSON.stringify([vera.heard("conversation"), vera.heard("event"), events])).not.toContain("SECRET")
  })

  test("the same id again gives the same event and never a second one (W2)", async () => {
    const vera = await visitor(server)
    const id = randomUUID()
    const [first, ...again] = await Promise.all(
      Array.from({ length: 5 }, () => vera.call("message.send", { id, body: "Once" })),
    )
    const later = await post(server, "message.send", { id, body: "Once" }, { Authorization: `Bearer ${vera.token}` })
    expect([first, ...again].filter((reply) => !reply?.duplicate)).toHaveLength(1)
    expect(new Set([first, ...again].map((reply) => reply?.event.seq))).toEqual(new Set([2]))
    expect(later.reply).toMatchObject({ ok: true, data: { duplicate: true, event: { seq: 2 } } })
  })

  test("sent again after it was answered and resolved, it opens no second conversation (W2)", async () => {
    const vera = await visitor(server)
    const id = randomUUID()
    const first = await vera.call("message.send", { id, body: "Once" })
    await ana.call("conversation.resolve", { conversationId: first.conversation.id })
    const again = await vera.call("message.send", { id, body: "Once" })
    expect(again).toMatchObject({ duplicate: true, event: { seq: 2 }, conversation: { status: "resolved" } })
    const { conversations } = await ana.call("conversation.list", { contactId: vera.contactId })
    expect(conversations).toHaveLength(1)
    await vera.say("Something else")
    const later = await vera.call("message.send", { id, body: "Once" })
    expect(later).toMatchObject({ duplicate: true, conversation: { id: first.conversation.id } })
    const elsewhere = await vera.ask("message.send", { id, body: "Once", conversationId: conversations[0]?.id ?? "" })
    expect(elsewhere).toMatchObject({ ok: true, data: { duplicate: true } })
  })

  test("the same id with other words, or from somebody else, is a conflict (W3)", async () => {
    const vera = await visitor(server)
    const viktor = await visitor(server)
    const id = randomUUID()
    await vera.call("message.send", { id, body: "Mine" })
    expect(await vera.ask("message.send", { id, body: "Other" })).toMatchObject({ error: { code: "conflict" } })
    expect(await viktor.ask("message.send", { id, body: "Mine" })).toMatchObject({ error: { code: "conflict" } })
  })

  test("a note's id is taken in every other conversation too (W3)", async () => {
    const [vera, viktor] = await Promise.all([visitor(server), visitor(server)])
    const [one, other] = await Promise.all([vera.say("Hello"), viktor.say("Hello")])
    const note = { id: randomUUID(), body: "A regular" }
    await ana.call("note.add", { ...note, conversationId: one.conversation.id })
    expect(await ana.ask("note.add", { ...note, conversationId: one.conversation.id })).toMatchObject({
      data: { duplicate: true },
    })
    expect(await ana.ask("note.add", { ...note, conversationId: other.conversation.id })).toMatchObject({
      error: { code: "conflict" },
    })
  })

  test("two tabs that write their first message at once open one conversation", async () => {
    const vera = await visitor(server)
    const secondTab = await visitor(server, { token: vera.token })
    const [one, other] = await Promise.all([vera.say("From one tab"), secondTab.say("From the other")])
    expect(one.conversation.id).toBe(other.conversation.id)
    const { stored } = await seenAndStored(vera, one.conversation.id)
    expect(stored.map((event) => event.type)).toEqual(["conversation.opened", "message.posted", "message.posted"])
  })

  test("of two agents exactly one takes a conversation, and the other learns who (V30, F22)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Anybody there?")
    const replies = await Promise.all(
      [ana, bo].map((who) => who.ask("conversation.accept", { conversationId: conversation.id })),
    )
    const lost = replies.filter((reply) => !reply.ok)
    expect(lost).toHaveLength(1)
    const winner = replies[0]?.ok ? ana : bo
    expect(lost[0]).toMatchObject({
      error: { code: "conflict", message: expect.stringContaining(winner.started.me.name) },
    })
    expect(await winner.ask("conversation.accept", { conversationId: conversation.id })).toMatchObject({ ok: true })
  })

  test("a new message reopens a resolved conversation", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    await ana.call("conversation.resolve", { conversationId: conversation.id })
    const back = await vera.say("One more thing", conversation.id)
    expect(back.conversation).toMatchObject({ id: conversation.id, status: "open" })
    const { stored } = await seenAndStored(vera, conversation.id)
    expect(stored.map((event) => event.type).slice(-3)).toEqual([
      "conversation.resolved",
      "conversation.reopened",
      "message.posted",
    ])
  })

  test("a visitor cannot see another's conversation, nor tell it from one that does not exist (W9)", async () => {
    const vera = await visitor(server)
    const viktor = await visitor(server)
    const { conversation } = await vera.say("Private")
    const foreign = await viktor.ask("events.list", { conversationId: conversation.id })
    const missing = await viktor.ask("events.list", { conversationId: randomUUID() })
    expect(foreign).toEqual(missing)
    expect(foreign).toMatchObject({ error: { code: "not_found" } })
    expect(await viktor.ask("message.send", { id: randomUUID(), conversationId: conversation.id, body: "x" })).toEqual(
      missing,
    )
    expect(await viktor.ask("seen.set", { conversationId: conversation.id, seq: 1 })).toEqual(missing)
    expect(await viktor.ask("typing.set", { conversationId: conversation.id, on: true })).toEqual(missing)
  })

  test("events beyond any number there is are none, and those before it are all", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    const here = { conversationId: conversation.id }
    const { events } = await vera.call("events.list", here)
    expect(await vera.call("events.list", { ...here, after: Number.MAX_SAFE_INTEGER })).toEqual({
      events: [],
      more: false,
    })
    expect((await vera.call("events.list", { ...here, before: Number.MAX_SAFE_INTEGER })).events).toEqual(events)
  })

  test("each side learns how far the other has read, in its own numbers", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    await ana.call("seen.set", { conversationId: conversation.id, seq: 3 })
    await until("Vera to learn it", () => vera.heard("seen").some(({ side, seq }) => side === "agents" && seq === 2))
    await ana.say("Hi", conversation.id)
    await vera.call("seen.set", { conversationId: conversation.id, seq: 3 })
    const seen = await until("Ana to learn it", () =>
      ana.heard("seen").find((each) => each.conversationId === conversation.id && each.side === "visitor"),
    )
    const answered = (await stored(ana, conversation.id)).findLast(({ type }) => type === "message.posted")
    expect(seen.seq).toBe(answered?.seq)
    const { conversation: now } = await ana.call("conversation.get", { conversationId: conversation.id })
    expect(now.seen).toEqual({ visitor: answered?.seq, agents: answered?.seq })
  })

  test("typing is told both ways, to a visitor by first name only", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    await vera.call("typing.set", { conversationId: conversation.id, on: true })
    await ana.call("typing.set", { conversationId: conversation.id, on: true })
    await until("Ana to see it", () =>
      ana.heard("typing").some(({ by, conversationId }) => by.kind === "visitor" && conversationId === conversation.id),
    )
    const told = await until("Vera to see it", () => vera.heard("typing")[0])
    expect(told.by).toEqual({ kind: "agent", name: "Ana" })
  })

  test("what is given of oneself reaches the agents and comes back tomorrow", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    await vera.call("contact.save", { name: "Vera", email: "vera@nightingale.example" })
    await until("Ana to see the name", () =>
      ana.heard("conversation").some(({ id, contact }) => id === conversation.id && contact.name === "Vera"),
    )
    const tomorrow = await visitor(server, { token: vera.token })
    expect(tomorrow.started).toMatchObject({
      contact: { name: "Vera", email: "vera@nightingale.example" },
      conversation: { id: conversation.id },
      events: [{ type: "conversation.opened" }, { message: { body: "Hello" } }],
    })
  })

  test("nothing is stored for a person who has not written", async () => {
    const count = async () => {
      const { reads } = server.server.store
      const contacts = await reads.selectFrom("contact").select("id").execute()
      const presence = await reads.selectFrom("presence").select("connectionId").where("kind", "=", "visitor").execute()
      return [contacts.length, presence.length]
    }
    const before = await count()
    const viktor = await visitor(server)
    await viktor.call("page.visited", { page: { url: "https://nightingale.example/contacts", title: "Contacts" } })
    expect(await count()).toEqual(before)
  })
})
