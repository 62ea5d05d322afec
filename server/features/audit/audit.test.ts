import { sql } from "kysely"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { AUDIT_KINDS } from "../../../shared/protocol/audit"
import { calls } from "../../../shared/protocol/calls"
import type { AuditEntry, Input } from "../../../shared/protocol/types"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent, visitor } from "../../testing/people"
import { STANCES } from "./stances"

const MINUTE_MS = 60_000

describe.each(DIALECTS)("the audit log on %s", (dialect) => {
  let server: TestServer
  let ana: Agent
  beforeEach(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
  })
  afterEach(async () => {
    ana.hangUp()
    await server.stop()
  })

  const log = async (filter: Input<"audit.list"> = {}) => (await ana.call("audit.list", filter)).entries
  const latest = async (filter?: Input<"audit.list">) => (await log(filter))[0]

  test("tells who changed a setting, what it was called and which fields changed", async () => {
    const at = server.clock.now()
    await ana.call("policy.save", { name: "Everybody", questions: ["Which book is it about?"], targets: {} })
    expect(await latest()).toEqual({
      id: expect.any(String),
      at,
      kind: "policy.save",
      by: { kind: "agent", id: ana.agentId, name: "Ana" },
      about: "Everybody",
      agentId: null,
      value: null,
      fields: ["name", "targets", "questions"],
    })
  })

  test("a save that changes nothing leaves no line", async () => {
    const { team } = await ana.call("team.save", { name: "Books", agentIds: [ana.agentId], takes: [] })
    const before = await log()
    await ana.call("team.save", { id: team.id, name: "Books", agentIds: [ana.agentId], takes: [] })
    expect(await log()).toEqual(before)
  })

  test("what is taken away is still called by its name", async () => {
    const { apiKey } = await ana.call("apiKey.create", { name: "Nightly export" })
    await ana.call("apiKey.revoke", { apiKeyId: apiKey.id })
    expect(await latest()).toMatchObject({ kind: "apiKey.revoke", about: "Nightly export" })
  })

  test("a person who comes, rises and goes is found by their name and by themselves", async () => {
    const bo = await newAgent(server, ana, "Bo")
    await ana.call("agent.save", { agentId: bo.agentId, role: "supervisor" })
    await ana.call("agent.remove", { agentId: bo.agentId })
    const kinds = (entries: AuditEntry[]) => entries.map(({ kind }) => kind).filter((kind) => kind !== "signed-in")
    const theirs = ["agent.remove", "agent.save", "invitation.accept"]
    expect(kinds(await log({ agentId: bo.agentId }))).toEqual(theirs)
    expect(kinds(await log({ text: "bO" }))).toEqual([...theirs, "invitation.create"])
    expect(await latest({ kinds: ["agent.save"] })).toMatchObject({ value: "supervisor", fields: ["role"] })
  })

  test("pages neither skip nor repeat a line, though all were written in one moment", async () => {
    for (const name of ["one", "two", "three", "four", "five"]) await ana.call("apiKey.create", { name })
    const found: (string | null)[] = []
    let before: string | null = null
    do {
      const page: { entries: AuditEntry[]; next: string | null } = await ana.call("audit.list", {
        kinds: ["apiKey.create"],
        limit: 2,
        ...(before !== null && { before }),
      })
      found.push(...page.entries.map(({ about }) => about))
      before = page.next
    } while (before !== null)
    expect(found).toEqual(["five", "four", "three", "two", "one"])
  })

  test("whoever is refused what their role does not allow is written down, once a minute", async () => {
    const bo = await newAgent(server, ana, "Bo")
    const tries = async () => {
      await bo.ask("team.remove", { teamId: "none" })
      await server.server.settled()
    }
    await tries()
    await tries()
    const denied = () => log({ kinds: ["denied"] })
    expect(await denied()).toMatchObject([{ by: { id: bo.agentId, name: "Bo" }, about: "team.remove" }])
    await server.elapse(MINUTE_MS)
    await tries()
    expect(await denied()).toHaveLength(2)
  })

  test("holds no secret, no message and no address", async () => {
    const vera = await visitor(server)
    await vera.say("My card number is 4929 1234")
    const { secret } = await ana.call("apiKey.create", { name: "Reports" })
    const { token } = await ana.call("invitation.create", {
      email: "bo@nightingale.example",
      name: "Bo",
      role: "agent",
    })
    const { secret: signing } = await ana.call("identity.make", { siteId: "default" })
    const rows = await server.server.store.reads.selectFrom("audit").selectAll().execute()
    expect(rows.length).toBeGreaterThan(2)
    for (const hidden of [secret, token, signing ?? "", "4929", "127.0.0.1", "bo@nightingale"]) {
      expect(JSON.stringify(rows)).not.toContain(hidden)
    }
    vera.hangUp()
  })

  test("is only added to, whoever asks the database", async () => {
    await ana.call("apiKey.create", { name: "Reports" })
    const { db } = server.server.store
    const before = await log()
    await expect(db.updateTable("audit").set({ byName: "Bo" }).execute()).rejects.toThrow(/only added to/)
    await expect(db.deleteFrom("audit").execute()).rejects.toThrow(/only added to/)
    if (dialect === "postgres") await expect(sql`truncate "audit"`.execute(db)).rejects.toThrow(/only added to/)
    expect(await log()).toEqual(before)
  })

  test("a change is in the log before whoever made it is told that it is done", async () => {
    const reply = ana.call("apiKey.create", { name: "Reports" })
    await reply
    const rows = await server.server.store.db.selectFrom("audit").select("kind").execute()
    expect(rows.at(-1)).toEqual({ kind: "apiKey.create" })
  })
})

test("every call says whether it is written down, and every change that only an owner may make is", () => {
  const names = Object.keys(calls) as (keyof typeof calls)[]
  expect(Object.keys(STANCES).sort()).toEqual([...names].sort())
  expect(names.filter((name) => STANCES[name] !== null).sort()).toEqual(
    AUDIT_KINDS.filter((kind) => Object.hasOwn(calls, kind)).sort(),
  )
  const reads = /\.(list|read)$/
  const ownersOnly = names.filter((name) => calls[name].by.every((who) => who === "owner") && !reads.test(name))
  expect(ownersOnly.filter((name) => STANCES[name] === null)).toEqual([])
})
