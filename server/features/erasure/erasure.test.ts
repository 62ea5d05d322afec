import { randomUUID } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { House } from "../../feature"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, until, type Visitor, visitor } from "../../testing/people"
import { everyRow } from "../../testing/stored-rows"
import { eraseOf } from "./erase"

const DAY_MS = 86_400_000

describe.each(DIALECTS)("erasure on %s", (dialect) => {
  let server: TestServer
  let ana: Agent
  let vera: Visitor

  beforeEach(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
    vera = await visitor(server)
  })
  afterEach(() => server.stop())

  const reads = () => server.server.store.reads
  const idsOf = async (table: "message" | "event" | "timer" | "step" | "offer") => [
    ...new Set((await reads().selectFrom(table).select("conversationId").execute()).map((row) => row.conversationId)),
  ]

  test("takes a person with all that was said, and leaves the others", async () => {
    const viktor = await visitor(server)
    const { conversation: his } = await viktor.say("Do you have it in green?")
    const { conversation: hers } = await vera.say("Do you ship to Lviv?")
    await ana.say("In three days", hers.id)
    await ana.call("note.add", { id: randomUUID(), conversationId: hers.id, body: "She asked before" })
    await vera.say("And to Odesa?", hers.id)
    expect(await ana.call("contact.erase", { contactId: vera.contactId })).toEqual({ conversations: 1 })
    for (const table of ["message", "event", "timer", "step", "offer"] as const) {
      expect([table, (await idsOf(table)).filter((id) => id !== his.id)]).toEqual([table, []])
    }
    expect((await reads().selectFrom("contact").select("id").execute()).map(({ id }) => id)).toEqual([viktor.contactId])
    expect((await ana.call("conversation.list", {})).conversations.map(({ id }) => id)).toEqual([his.id])
    expect((await ana.call("conversation.list", { text: "Lviv" })).conversations).toEqual([])
    expect(await ana.ask("contact.erase", { contactId: vera.contactId })).toMatchObject({
      error: { code: "not_found" },
    })
  })

  test("is told to the panels, and the visitor comes back as somebody who has not written", async () => {
    const { conversation } = await vera.say("Do you ship to Lviv?")
    await ana.call("contact.erase", { contactId: vera.contactId })
    await until("the panel to hear", () => ana.heard("erased").length === 1)
    expect(ana.heard("erased")).toEqual([{ conversationIds: [conversation.id] }])
    await until("her line to end", () => !vera.socket.connected)
    const again = await visitor(server, { token: vera.token })
    expect(again.started).toMatchObject({ conversation: null, events: [] })
    const { conversation: another } = await again.say("Hello again")
    expect(another.id).not.toBe(conversation.id)
    again.hangUp()
  })

  test("leaves no row of what is sent meanwhile, and what is sent after it is a conversation of its own (F51)", async () => {
    const { conversation } = await vera.say("Number 0")
    const sending = (async () => {
      for (let number = 1; number < 60; number++) {
        const reply = await vera.ask("message.send", {
          id: randomUUID(),
          conversationId: conversation.id,
          body: `Number ${number}`,
        })
        if (!reply.ok) return reply.error.code
      }
      return "never refused"
    })()
    await until("some of it to be there", async () => (await idsOf("message")).length === 1)
    await ana.call("contact.erase", { contactId: vera.contactId })
    expect(["not_found", "unavailable"]).toContain(await sending)
    for (const table of ["message", "event", "timer", "step", "offer"] as const) {
      expect([table, await idsOf(table)]).toEqual([table, []])
    }
    expect(await reads().selectFrom("conversation").selectAll().execute()).toEqual([])
  })

  /** Somebody with a long conversation, who left this word wherever words can be left. */
  async function plant(marker: string): Promise<Visitor> {
    const page = { url: `https://nightingale.example/${marker}-page`, title: `${marker}-title` }
    const marked = await visitor(server, { page })
    await marked.call("contact.save", {
      name: `${marker}-name`,
      email: `${marker}@example.com`,
      phone: "+380 44 123 45 67",
    })
    const { conversation } = await marked.say(`${marker}-first is a question`)
    for (let number = 0; number < 40; number++) await marked.say(`${marker}-${number} ${"long ".repeat(number * 20)}`)
    await ana.call("note.add", { id: randomUUID(), conversationId: conversation.id, body: `${marker}-note` })
    await ana.say("An answer", conversation.id)
    await marked.call("contact.save", { name: `${marker}-renamed` })
    await marked.call("page.visited", { page: { ...page, title: `${marker}-second` } })
    return marked
  }

  test("leaves nothing of it in any row, the audit log and the search included", async () => {
    const marker = `marker${randomUUID().replaceAll("-", "")}`
    const marked = await plant(marker)
    expect(await tablesWith(marker)).toEqual(expect.arrayContaining(["contact", "event", "message"]))
    await ana.call("contact.export", { contactId: marked.contactId })
    await ana.call("contact.erase", { contactId: marked.contactId })
    await until("her line to end", () => !marked.socket.connected)
    expect(await tablesWith(marker)).toEqual([])
  })

  test.runIf(dialect === "sqlite")(
    "leaves nothing of it in the database's files, nor in the log beside them",
    async () => {
      const marker = `marker${randomUUID().replaceAll("-", "")}`
      const marked = await plant(marker)
      expect(await found(marker)).not.toEqual([])
      await ana.call("contact.erase", { contactId: marked.contactId })
      await until("her line to end", () => !marked.socket.connected)
      await server.elapse(60_000)
      await server.server.store.forget()
      expect(await found(marker)).toEqual([])
    },
  )

  /** The tables in a row of which this stands. */
  async function tablesWith(marker: string): Promise<string[]> {
    const rows = await everyRow(server)
    return [...rows].filter(([, text]) => text.includes(marker)).map(([table]) => table)
  }

  /** The files in which these bytes stand. */
  async function found(marker: string): Promise<string[]> {
    const folder = dirname(server.server.store.file ?? "")
    const hits: string[] = []
    for (const name of await readdir(folder)) {
      if ((await readFile(join(folder, name)).catch(() => Buffer.alloc(0))).includes(marker)) hits.push(name)
    }
    return hits
  }

  test("gives a person all that is known of them before, notes too", async () => {
    const { conversation } = await vera.say("Do you ship to Lviv?")
    await ana.say("In three days", conversation.id)
    await ana.call("note.add", { id: randomUUID(), conversationId: conversation.id, body: "She asked before" })
    const given = await ana.call("contact.export", { contactId: vera.contactId })
    expect(given.contact.id).toBe(vera.contactId)
    const [only] = given.conversations
    expect(only?.conversation.id).toBe(conversation.id)
    const said = only?.events.flatMap((event) =>
      event.type === "message.posted" ? [event.message.body] : event.type === "note.added" ? [event.note.body] : [],
    )
    expect(said).toEqual(["Do you ship to Lviv?", "In three days", "She asked before"])
    expect(await ana.ask("contact.export", { contactId: "nobody" })).toMatchObject({ error: { code: "not_found" } })
  })

  test("happens by itself to what a site has kept for long enough, and to nothing else", async () => {
    const { sites } = await ana.call("agent.start", {})
    const [site] = sites
    if (!site) throw new Error("there is no site")
    expect(site.retentionDays).toBe(365)
    const { name, look, allowedOrigins } = site
    await ana.call("site.save", { id: site.id, name, look, allowedOrigins, retentionDays: 30 })
    const viktor = await visitor(server)
    const [old, fresh] = [await vera.say("An old question"), await viktor.say("A fresh question")]
    for (const { conversation } of [old, fresh]) {
      await ana.say("An answer", conversation.id)
      await ana.call("conversation.resolve", { conversationId: conversation.id })
    }
    await server.server.store.db
      .updateTable("conversation")
      .set({ updatedAt: server.clock.now() - 31 * DAY_MS })
      .where("id", "=", old.conversation.id)
      .execute()
    await server.elapse(60 * 60_000)
    expect(await idsOf("message")).toEqual([fresh.conversation.id])
    expect((await reads().selectFrom("contact").select("id").execute()).map(({ id }) => id)).toEqual([viktor.contactId])
  })

  test("leaves what something happened in since it was found to be old, and tells nobody", async () => {
    let house: House | null = null
    await server.stop()
    const grab = (given: House) => {
      house = given
      return []
    }
    server = await startTestServer({ dialect, more: grab })
    ;[ana, vera] = [await agent(server), await visitor(server)]
    const { conversation } = await vera.say("A question")
    const host = { ...(house as unknown as House), features: () => [] }
    expect(await eraseOf(host, vera.contactId, conversation.updatedAt)).toBe(0)
    expect(await idsOf("message")).toEqual([conversation.id])
    await ana.call("conversation.get", { conversationId: conversation.id })
    expect(ana.heard("erased")).toEqual([])
    expect(vera.socket.connected).toBe(true)
  })

  test("never happens by itself where a site keeps for ever", async () => {
    const { sites } = await ana.call("agent.start", {})
    const [site] = sites
    if (!site) throw new Error("there is no site")
    const { name, look, allowedOrigins } = site
    await ana.call("site.save", { id: site.id, name, look, allowedOrigins, retentionDays: null })
    // What is not said stays: a change of the name does not begin to forget.
    await ana.call("site.save", { id: site.id, name: "Nightingale", look, allowedOrigins })
    const { conversation } = await vera.say("An old question")
    await server.server.store.db.updateTable("conversation").set({ updatedAt: 0 }).execute()
    await server.elapse(60 * 60_000)
    expect(await idsOf("message")).toEqual([conversation.id])
  })
})
