import { getMigrations } from "better-auth/db/migration"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { Role } from "../../../shared/protocol/types"
import { createAuth } from "./auth"
import { readAgents } from "./read-agents"
import { BO, type OfficeOfAna, officeOfAna, signIn } from "./testing/office"

describe.each(["sqlite", "postgres"] as const)("agents on %s", (dialect) => {
  let office: OfficeOfAna
  beforeEach(async () => {
    office = await officeOfAna(dialect)
  })
  afterEach(() => office.close())

  test("are the ones that the sign-in library expects", async () => {
    const auth = createAuth(office.house, "a secret that is only for this test")
    const plan = await getMigrations(auth.options)
    expect({ made: plan.toBeCreated, added: plan.toBeAdded }).toEqual({ made: [], added: [] })
  })

  describe("roles", () => {
    test("an agent changes their own name and nothing else", async () => {
      const { id } = await office.hire()
      const bo = await office.callerOf(BO)
      expect((await office.call("agent.save", { agentId: id, name: "Bo Ek" }, bo)).agent.name).toBe("Bo Ek")
      for (const change of [
        { agentId: id, role: "owner" as Role },
        { agentId: office.ana.agentId, name: "Eve" },
      ]) {
        await expect(office.call("agent.save", change, bo)).rejects.toMatchObject({ code: "forbidden" })
      }
      expect((await office.identify((await signIn(office, BO)).headers))?.role).toBe("agent")
    })

    test("an owner gives a role, which holds at once, and that person's lines begin anew", async () => {
      const { id } = await office.hire()
      const { headers } = await signIn(office, BO)
      const { agent } = await office.call("agent.save", { agentId: id, role: "supervisor" }, office.ana)
      await expect.poll(() => office.hungUp).toContainEqual({ agentId: id })
      expect((await office.identify(headers))?.role).toBe("supervisor")
      expect(office.told.at(-1)).toEqual({ agents: [agent] })
    })

    test("the last owner keeps the role and stays", async () => {
      await expect(
        office.call("agent.save", { agentId: office.ana.agentId, role: "agent" }, office.ana),
      ).rejects.toMatchObject({
        code: "conflict",
      })
      await expect(office.call("agent.remove", { agentId: office.ana.agentId }, office.ana)).rejects.toMatchObject({
        code: "conflict",
      })
    })

    test("of two owners who take the role from each other at once, one keeps it", async () => {
      const { id } = await office.hire({ ...BO, role: "owner" })
      const bo = await office.callerOf(BO)
      const outcomes = await Promise.allSettled([
        office.call("agent.save", { agentId: id, role: "agent" }, office.ana),
        office.call("agent.save", { agentId: office.ana.agentId, role: "agent" }, bo),
      ])
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"])
    })
  })

  describe("a removed agent", () => {
    test("is out at once: sessions, keys, lines and password", async () => {
      const { id } = await office.hire({ ...BO, role: "owner" })
      const bo = await office.callerOf(BO)
      const { headers } = await signIn(office, BO)
      const { secret } = await office.call("apiKey.create", { name: "Bo's script" }, bo)
      const { agent } = await office.call("agent.remove", { agentId: id }, office.ana)
      expect(agent).toMatchObject({ removed: true, connected: false, name: BO.name })
      await expect.poll(() => office.hungUp).toContainEqual({ agentId: id })
      expect(await office.identify(headers)).toBeNull()
      expect(await office.identify(new Headers({ authorization: `Bearer ${secret}` }))).toBeNull()
      expect((await signIn(office, BO)).status).toBe(401)
    })

    test("gets no session even where a password were left", async () => {
      const { id } = await office.hire()
      await office.house.write(id, (db) =>
        db.updateTable("agent").set({ removedAt: office.house.clock.now() }).where("id", "=", id).execute(),
      )
      expect((await signIn(office, BO)).status).toBe(401)
    })

    test("may be invited again and is the same person", async () => {
      const before = await office.hire()
      await office.call("agent.remove", { agentId: before.id }, office.ana)
      const after = await office.hire({ ...BO, name: "Bo Again", role: "supervisor", password: "yet another secret" })
      expect(after).toMatchObject({ id: before.id, name: "Bo Again", role: "supervisor", removed: false })
      expect((await signIn(office, BO)).status).toBe(401)
      expect((await signIn(office, { ...BO, password: "yet another secret" })).status).toBe(200)
    })
  })

  describe("API keys", () => {
    test("act as the agent who made them, with the role of now", async () => {
      const { apiKey, secret } = await office.call("apiKey.create", { name: "Reports" }, office.ana)
      const headers = new Headers({ authorization: `Bearer ${secret}` })
      expect(await office.identify(headers)).toMatchObject({
        agentId: office.ana.agentId,
        role: "owner",
        passId: apiKey.id,
      })
      await office.call("apiKey.revoke", { apiKeyId: apiKey.id }, office.ana)
      expect(await office.identify(headers)).toBeNull()
    })

    test("are listed without their secrets", async () => {
      const { secret } = await office.call("apiKey.create", { name: "Reports" }, office.ana)
      const { apiKeys } = await office.call("apiKey.list", {}, office.ana)
      expect(apiKeys).toMatchObject([{ name: "Reports", agentId: office.ana.agentId, lastUsedAt: null }])
      const stored = await office.store.reads.selectFrom("apiKey").selectAll().execute()
      expect(JSON.stringify([apiKeys, stored])).not.toContain(secret)
    })

    test("note when they were used, at most once a minute", async () => {
      const { secret } = await office.call("apiKey.create", { name: "Reports" }, office.ana)
      const headers = new Headers({ authorization: `Bearer ${secret}` })
      const usedAt = async () => (await office.call("apiKey.list", {}, office.ana)).apiKeys[0]?.lastUsedAt
      const firstUse = office.house.clock.now()
      await office.identify(headers)
      office.elapse(59_999)
      await office.identify(headers)
      expect(await usedAt()).toBe(firstUse)
      office.elapse(1)
      await office.identify(headers)
      expect(await usedAt()).toBe(firstUse + 60_000)
    })

    test("prove nothing when they are not keys", async () => {
      for (const authorization of ["Bearer", "Bearer ", "Bearer null", "Basic abc", "Bearer ft_invented"]) {
        expect(await office.identify(new Headers({ authorization }))).toBeNull()
      }
    })
  })

  test("a visitor learns the first name of who answers", async () => {
    const row = { assigneeId: office.ana.agentId } as never
    const unassigned = { assigneeId: null } as never
    const tell = await office.feature.summary?.(office.store.reads, [row, unassigned], 0)
    expect(tell?.visitor?.(row)).toEqual({ assignee: { name: "Ana" } })
    expect(tell?.visitor?.(unassigned)).toEqual({ assignee: null })
  })

  test("an agent is connected while a line of theirs is vouched for", async () => {
    const now = office.house.clock.now()
    const line = { nodeId: "node", kind: "agent" as const, siteId: null, pageJson: null, connectedAt: now }
    const row = { ...line, connectionId: "line", personId: office.ana.agentId, expiresAt: now + 1 }
    await office.house.write("line", (db) => db.insertInto("presence").values(row).execute())
    expect(await readAgents(office.store.reads, now)).toMatchObject([{ connected: true }])
    expect(await readAgents(office.store.reads, now + 1)).toMatchObject([{ connected: false }])
  })
})
