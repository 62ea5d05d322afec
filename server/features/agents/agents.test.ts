import { getMigrations } from "better-auth/db/migration"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { Role } from "../../../shared/protocol/types"
import type { AgentCaller } from "../../feature"
import { createAuth } from "./auth"
import { readAgents } from "./read-agents"
import { type Agents, callsOf, cookieOf, type Office, OWNER, openOffice, post, signIn } from "./testing/office"

const BO = { email: "bo@nightingale.example", name: "Bo Lund", role: "agent" as Role, password: "another long secret" }
const DAY_MS = 86_400_000

describe.each(["sqlite", "postgres"] as const)("agents on %s", (dialect) => {
  let office: Office
  let feature: Agents
  let call: ReturnType<typeof callsOf>
  let ana: AgentCaller

  beforeEach(async () => {
    office = await openOffice(dialect, { OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password })
    feature = office.start()
    await feature.start?.()
    call = callsOf(feature)
    ana = await callerOf(OWNER)
  })
  afterEach(() => office.close())

  const identify = async (headers: Headers) => (await feature.identify?.agent?.(headers)) ?? null

  async function callerOf(person: { email: string; password: string }): Promise<AgentCaller> {
    const caller = await identify((await signIn(office, person)).headers)
    if (!caller) throw new Error(`${person.email} is not signed in`)
    return caller
  }

  async function invite(person = BO) {
    const { email, name, role } = person
    return call("invitation.create", { email, name, role }, ana)
  }

  async function hire(person = BO) {
    const { token } = await invite(person)
    return (await call("invitation.accept", { token, password: person.password })).agent
  }

  describe("the tables", () => {
    test("are the ones that the sign-in library expects", async () => {
      const auth = createAuth(office.house, "a secret that is only for this test")
      const plan = await getMigrations(auth.options)
      expect({ made: plan.toBeCreated, added: plan.toBeAdded }).toEqual({ made: [], added: [] })
    })
  })

  describe("signing in", () => {
    test("gives a cookie that proves who it is until signing out", async () => {
      const { headers, cookie } = await signIn(office, OWNER)
      expect(await identify(headers)).toMatchObject({ kind: "agent", role: "owner", sessionId: expect.any(String) })
      const signedOut = await post(office, "/sign-out", {}, { cookie })
      expect(signedOut.status).toBe(200)
      expect(await identify(headers)).toBeNull()
    })

    test("ends the lines of a session that is signed out, and of no other", async () => {
      const phone = await callerOf(OWNER)
      const { cookie, headers } = await signIn(office, OWNER)
      const desk = await identify(headers)
      await post(office, "/sign-out", {}, { cookie })
      expect(office.hungUp).toEqual([{ sessionId: desk?.sessionId }])
      expect(office.hungUp).not.toContainEqual({ sessionId: phone.sessionId })
    })

    test("answers a wrong password and an unknown person alike", async () => {
      const wrong = await post(office, "/sign-in/email", { ...OWNER, password: "not the password" })
      const unknown = await post(office, "/sign-in/email", { ...OWNER, email: "nobody@nightingale.example" })
      expect([wrong.status, unknown.status]).toEqual([401, 401])
      expect(await wrong.text()).toBe(await unknown.text())
      expect(cookieOf(wrong)).toBe("")
    })

    test("takes an e-mail address in any letters", async () => {
      expect((await signIn(office, { ...OWNER, email: OWNER.email.toUpperCase() })).status).toBe(200)
    })

    test("keeps no network address", async () => {
      await signIn(office, OWNER)
      const rows = await office.store.reads.selectFrom("session").select("ipAddress").execute()
      expect(new Set(rows.map((row) => row.ipAddress || null))).toEqual(new Set([null]))
    })

    test("refuses a page of another origin", async () => {
      const evil = await post(office, "/sign-in/email", OWNER, { origin: "https://evil.example" })
      expect(evil.status).toBe(403)
      const { cookie } = await signIn(office, OWNER)
      const forged = await post(office, "/sign-out", {}, { cookie, origin: "https://evil.example" })
      expect(forged.status).toBe(403)
    })

    test("takes the other names of one's own machine", async () => {
      const origin = office.url.replace("127.0.0.1", "localhost")
      expect((await post(office, "/sign-in/email", OWNER, { origin })).status).toBe(200)
    })

    test.each(["/sign-up/email", "/update-user", "/delete-user", "/request-password-reset", "/ok", "/sign-in/social"])(
      "has no door at %s",
      async (path) => {
        const { cookie } = await signIn(office, OWNER)
        const body = { ...OWNER, name: "Eve", role: "owner", provider: "github" }
        expect((await post(office, path, body, { cookie })).status).toBe(404)
      },
    )

    test("proves nothing with a cookie that was tampered with", async () => {
      const { cookie } = await signIn(office, OWNER)
      expect(await identify(new Headers({ cookie: cookie.replace(/=./, "=x") }))).toBeNull()
    })
  })

  describe("a change of password", () => {
    const change = {
      currentPassword: OWNER.password,
      newPassword: "a new and longer secret",
      revokeOtherSessions: false,
    }

    test("ends every other session and its lines, asked for or not", async () => {
      const phone = await signIn(office, OWNER)
      const phoneCaller = await identify(phone.headers)
      const desk = await signIn(office, OWNER)
      const changed = await post(office, "/change-password", change, { cookie: desk.cookie })
      expect(changed.status).toBe(200)
      expect(await identify(phone.headers)).toBeNull()
      expect(office.hungUp).toContainEqual({ sessionId: phoneCaller?.sessionId })
      expect(await identify(new Headers({ cookie: cookieOf(changed) }))).toMatchObject({ role: "owner" })
      expect((await signIn(office, OWNER)).status).toBe(401)
      expect((await signIn(office, { ...OWNER, password: change.newPassword })).status).toBe(200)
    })

    test("needs the password of now, and one that is long enough", async () => {
      const { cookie } = await signIn(office, OWNER)
      const wrong = await post(office, "/change-password", { ...change, currentPassword: "guessed one" }, { cookie })
      const short = await post(office, "/change-password", { ...change, newPassword: "too short" }, { cookie })
      expect([wrong.status, short.status]).toEqual([400, 400])
    })
  })

  describe("invitations", () => {
    test("make the invited person an agent, once", async () => {
      const { link, token, invitation } = await invite()
      expect(link).toBe(`${office.url}/panel/welcome#${token}`)
      expect(await call("invitation.look", { token })).toEqual({ email: BO.email, name: BO.name, role: "agent" })
      const { agent } = await call("invitation.accept", { token, password: BO.password })
      expect(agent).toMatchObject({ name: BO.name, email: BO.email, role: "agent", removed: false })
      expect(await callerOf(BO)).toMatchObject({ agentId: agent.id, role: "agent" })
      await expect(call("invitation.accept", { token, password: BO.password })).rejects.toMatchObject({
        code: "not_found",
      })
      expect((await call("invitation.list", {}, ana)).invitations).not.toContainEqual(invitation)
      expect(office.told.at(-1)).toEqual({ agents: [agent] })
    })

    test("keep only a hash of their token", async () => {
      const { token } = await invite()
      const rows = await office.store.reads.selectFrom("invitation").selectAll().execute()
      expect(JSON.stringify(rows)).not.toContain(token)
    })

    test("let one of several succeed who use a link at once", async () => {
      const { token } = await invite()
      const attempts = Array.from({ length: 5 }, () => call("invitation.accept", { token, password: BO.password }))
      const outcomes = await Promise.allSettled(attempts)
      expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1)
      expect(await readAgents(office.store.reads, office.house.clock.now())).toHaveLength(2)
    })

    test("tell nothing by how a link fails: expired, used, revoked, replaced, blank or invented", async () => {
      const used = await invite({ ...BO, email: "used@nightingale.example" })
      await call("invitation.accept", { token: used.token, password: BO.password })
      const expired = await invite({ ...BO, email: "expired@nightingale.example" })
      office.elapse(DAY_MS)
      const revoked = await invite({ ...BO, email: "revoked@nightingale.example" })
      await call("invitation.revoke", { invitationId: revoked.invitation.id }, ana)
      const replaced = await invite()
      const latest = await invite()

      const tokens = [used.token, expired.token, revoked.token, replaced.token, "", " ", "null", "%00", "invented"]
      const failures = await Promise.all(
        tokens.flatMap((token) => [
          call("invitation.look", { token }).catch((error) => error),
          call("invitation.accept", { token, password: BO.password }).catch((error) => error),
        ]),
      )
      const [first] = failures
      expect(first).toMatchObject({ code: "not_found" })
      expect(new Set(failures.map((failure) => `${failure.code} ${failure.message}`))).toHaveLength(1)
      expect(await call("invitation.look", { token: latest.token })).toMatchObject({ email: BO.email })
    })

    test("work until the last millisecond of their day", async () => {
      const { token } = await invite()
      office.elapse(DAY_MS - 1)
      expect((await call("invitation.accept", { token, password: BO.password })).agent.name).toBe(BO.name)
    })

    test("are refused for somebody who is an agent already", async () => {
      await expect(
        call("invitation.create", { ...OWNER, name: "Ana", role: "agent" } as never, ana),
      ).rejects.toMatchObject({ code: "conflict" })
    })

    test("cannot be revoked twice", async () => {
      const { invitation } = await invite()
      await call("invitation.revoke", { invitationId: invitation.id }, ana)
      await expect(call("invitation.revoke", { invitationId: invitation.id }, ana)).rejects.toMatchObject({
        code: "not_found",
      })
    })
  })

  describe("roles", () => {
    test("an agent changes their own name and nothing else", async () => {
      const { id } = await hire()
      const bo = await callerOf(BO)
      expect((await call("agent.save", { agentId: id, name: "Bo Ek" }, bo)).agent.name).toBe("Bo Ek")
      for (const change of [
        { agentId: id, role: "owner" as Role },
        { agentId: ana.agentId, name: "Eve" },
      ]) {
        await expect(call("agent.save", change, bo)).rejects.toMatchObject({ code: "forbidden" })
      }
      expect((await identify((await signIn(office, BO)).headers))?.role).toBe("agent")
    })

    test("an owner gives a role, which holds at once, and that person's lines begin anew", async () => {
      const { id } = await hire()
      const { headers } = await signIn(office, BO)
      const { agent } = await call("agent.save", { agentId: id, role: "supervisor" }, ana)
      await expect.poll(() => office.hungUp).toContainEqual({ agentId: id })
      expect((await identify(headers))?.role).toBe("supervisor")
      expect(office.told.at(-1)).toEqual({ agents: [agent] })
    })

    test("the last owner keeps the role and stays", async () => {
      await expect(call("agent.save", { agentId: ana.agentId, role: "agent" }, ana)).rejects.toMatchObject({
        code: "conflict",
      })
      await expect(call("agent.remove", { agentId: ana.agentId }, ana)).rejects.toMatchObject({ code: "conflict" })
    })

    test("of two owners who take the role from each other at once, one keeps it", async () => {
      const { id } = await hire({ ...BO, role: "owner" })
      const bo = await callerOf(BO)
      const outcomes = await Promise.allSettled([
        call("agent.save", { agentId: id, role: "agent" }, ana),
        call("agent.save", { agentId: ana.agentId, role: "agent" }, bo),
      ])
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"])
    })
  })

  describe("a removed agent", () => {
    test("is out at once: sessions, keys, lines and password", async () => {
      const { id } = await hire({ ...BO, role: "owner" })
      const bo = await callerOf(BO)
      const { headers } = await signIn(office, BO)
      const { secret } = await call("apiKey.create", { name: "Bo's script" }, bo)
      const { agent } = await call("agent.remove", { agentId: id }, ana)
      expect(agent).toMatchObject({ removed: true, connected: false, name: BO.name })
      await expect.poll(() => office.hungUp).toContainEqual({ agentId: id })
      expect(await identify(headers)).toBeNull()
      expect(await identify(new Headers({ authorization: `Bearer ${secret}` }))).toBeNull()
      expect((await signIn(office, BO)).status).toBe(401)
    })

    test("gets no session even where a password were left", async () => {
      const { id } = await hire()
      await office.house.write(id, (db) =>
        db.updateTable("agent").set({ removedAt: office.house.clock.now() }).where("id", "=", id).execute(),
      )
      expect((await signIn(office, BO)).status).toBe(401)
    })

    test("may be invited again and is the same person", async () => {
      const before = await hire()
      await call("agent.remove", { agentId: before.id }, ana)
      const after = await hire({ ...BO, name: "Bo Again", role: "supervisor", password: "yet another secret" })
      expect(after).toMatchObject({ id: before.id, name: "Bo Again", role: "supervisor", removed: false })
      expect((await signIn(office, BO)).status).toBe(401)
      expect((await signIn(office, { ...BO, password: "yet another secret" })).status).toBe(200)
    })
  })

  describe("API keys", () => {
    test("act as the agent who made them, with the role of now", async () => {
      const { apiKey, secret } = await call("apiKey.create", { name: "Reports" }, ana)
      const headers = new Headers({ authorization: `Bearer ${secret}` })
      expect(await identify(headers)).toMatchObject({ agentId: ana.agentId, role: "owner", sessionId: null })
      await call("apiKey.revoke", { apiKeyId: apiKey.id }, ana)
      expect(await identify(headers)).toBeNull()
    })

    test("are listed without their secrets", async () => {
      const { secret } = await call("apiKey.create", { name: "Reports" }, ana)
      const { apiKeys } = await call("apiKey.list", {}, ana)
      expect(apiKeys).toMatchObject([{ name: "Reports", agentId: ana.agentId, lastUsedAt: null }])
      const stored = await office.store.reads.selectFrom("apiKey").selectAll().execute()
      expect(JSON.stringify([apiKeys, stored])).not.toContain(secret)
    })

    test("note when they were used, at most once a minute", async () => {
      const { secret } = await call("apiKey.create", { name: "Reports" }, ana)
      const headers = new Headers({ authorization: `Bearer ${secret}` })
      const usedAt = async () => (await call("apiKey.list", {}, ana)).apiKeys[0]?.lastUsedAt
      const firstUse = office.house.clock.now()
      await identify(headers)
      office.elapse(59_999)
      await identify(headers)
      expect(await usedAt()).toBe(firstUse)
      office.elapse(1)
      await identify(headers)
      expect(await usedAt()).toBe(firstUse + 60_000)
    })

    test.each(["Bearer", "Bearer ", "Bearer null", "Basic abc", "Bearer ft_invented"])(
      "prove nothing when they are not keys: %s",
      async (authorization) => {
        expect(await identify(new Headers({ authorization }))).toBeNull()
      },
    )
  })

  test("a visitor learns the first name of who answers", async () => {
    const row = { assigneeId: ana.agentId } as never
    const unassigned = { assigneeId: null } as never
    const tell = await feature.summary?.(office.store.reads, [row, unassigned], 0)
    expect(tell?.(row)).toEqual({ agents: {}, visitor: { assignee: { name: "Ana" } } })
    expect(tell?.(unassigned)).toEqual({ agents: {}, visitor: { assignee: null } })
  })

  test("an agent is connected while a line of theirs is vouched for", async () => {
    const now = office.house.clock.now()
    const line = { nodeId: "node", kind: "agent" as const, siteId: null, pageJson: null, connectedAt: now }
    const row = { ...line, connectionId: "line", personId: ana.agentId, expiresAt: now + 1 }
    await office.house.write("line", (db) => db.insertInto("presence").values(row).execute())
    expect(await readAgents(office.store.reads, now)).toMatchObject([{ connected: true }])
    expect(await readAgents(office.store.reads, now + 1)).toMatchObject([{ connected: false }])
  })
})
