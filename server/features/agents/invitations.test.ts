import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { readAgents } from "./read-agents"
import { BO, type OfficeOfAna, OWNER, officeOfAna } from "./testing/office"

const DAY_MS = 86_400_000

describe.each(["sqlite", "postgres"] as const)("invitations on %s", (dialect) => {
  let office: OfficeOfAna
  beforeEach(async () => {
    office = await officeOfAna(dialect)
  })
  afterEach(() => office.close())

  test("make the invited person an agent, once (V32)", async () => {
    const { link, token, invitation } = await office.invite()
    expect(link).toBe(`${office.url}/panel/welcome#${token}`)
    expect(await office.call("invitation.look", { token })).toEqual({ email: BO.email, name: BO.name, role: "agent" })
    const { agent } = await office.call("invitation.accept", { token, password: BO.password })
    expect(agent).toMatchObject({ name: BO.name, email: BO.email, role: "agent", removed: false })
    expect(await office.callerOf(BO)).toMatchObject({ agentId: agent.id, role: "agent" })
    await expect(office.call("invitation.accept", { token, password: BO.password })).rejects.toMatchObject({
      code: "not_found",
    })
    expect((await office.call("invitation.list", {}, office.ana)).invitations).not.toContainEqual(invitation)
    expect(office.told.at(-1)).toEqual({ agents: [agent] })
  })

  test("keep only a hash of their token (V32)", async () => {
    const { token } = await office.invite()
    const rows = await office.store.reads.selectFrom("invitation").selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test("let one of several succeed who use a link at once (V32)", async () => {
    const { token } = await office.invite()
    const attempts = Array.from({ length: 5 }, () => office.call("invitation.accept", { token, password: BO.password }))
    const outcomes = await Promise.allSettled(attempts)
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1)
    // The link itself is spent, and not only the name that came with it taken.
    const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []))
    expect(new Set(refusals)).toEqual(new Set(["not_found"]))
    expect(await readAgents(office.store.reads, office.house.clock.now())).toHaveLength(2)
  })

  test("tell nothing by how a link fails: expired, used, revoked, replaced, blank or invented (V32)", async () => {
    const used = await office.invite({ ...BO, email: "used@nightingale.example" })
    await office.call("invitation.accept", { token: used.token, password: BO.password })
    const expired = await office.invite({ ...BO, email: "expired@nightingale.example" })
    office.elapse(DAY_MS)
    const revoked = await office.invite({ ...BO, email: "revoked@nightingale.example" })
    await office.call("invitation.revoke", { invitationId: revoked.invitation.id }, office.ana)
    const replaced = await office.invite()
    const latest = await office.invite()

    const tokens = [used.token, expired.token, revoked.token, replaced.token, "", " ", "null", "%00", "invented"]
    const failures = await Promise.all(
      tokens.flatMap((token) => [
        office.call("invitation.look", { token }).catch((error) => error),
        office.call("invitation.accept", { token, password: BO.password }).catch((error) => error),
      ]),
    )
    const [first] = failures
    expect(first).toMatchObject({ code: "not_found" })
    expect(new Set(failures.map((failure) => `${failure.code} ${failure.message}`))).toHaveLength(1)
    expect(await office.call("invitation.look", { token: latest.token })).toMatchObject({ email: BO.email })
  })

  test("work until the last millisecond of their day (V32)", async () => {
    const { token } = await office.invite()
    office.elapse(DAY_MS - 1)
    expect((await office.call("invitation.accept", { token, password: BO.password })).agent.name).toBe(BO.name)
  })

  test("are refused for somebody who is an agent already", async () => {
    await expect(
      office.call("invitation.create", { ...OWNER, name: "Ana", role: "agent" } as never, office.ana),
    ).rejects.toMatchObject({ code: "conflict" })
  })

  test("cannot be revoked twice", async () => {
    const { invitation } = await office.invite()
    await office.call("invitation.revoke", { invitationId: invitation.id }, office.ana)
    await expect(office.call("invitation.revoke", { invitationId: invitation.id }, office.ana)).rejects.toMatchObject({
      code: "not_found",
    })
  })
})
