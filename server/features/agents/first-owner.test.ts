import { afterEach, describe, expect, test } from "vitest"
import { readAgents } from "./read-agents"
import { callsOf, type Office, OWNER, openOffice, signIn } from "./testing/office"

const FIRST = { name: "Ana Kovalenko", ...OWNER }

describe.each(["sqlite", "postgres"] as const)("the first owner on %s", (dialect) => {
  let office: Office
  afterEach(() => office.close())

  const tokenIn = (lines: string[] | undefined) => /#(\S+) /.exec(lines?.join("\n") ?? "")?.[1] ?? "no token"

  test("comes in by the link that a first start prints (V32)", async () => {
    office = await openOffice(dialect)
    const feature = office.start()
    const lines = await feature.start?.()
    expect(lines).toHaveLength(1)
    expect(lines?.[0]).toMatch(
      /^First owner: http.*\/panel\/welcome#\S+ \(works once, until \d{4}-\d\d-\d\d \d\d:\d\d UTC\)$/,
    )
    const call = callsOf(feature)
    const token = tokenIn(lines)
    expect(await call("invitation.look", { token })).toEqual({ email: null, name: null, role: "owner" })
    await expect(call("invitation.accept", { token, password: FIRST.password })).rejects.toMatchObject({
      code: "invalid_input",
    })
    const { agent } = await call("invitation.accept", { token, ...FIRST })
    expect(agent).toMatchObject({ name: FIRST.name, email: FIRST.email, role: "owner" })
    expect((await signIn(office, FIRST)).status).toBe(200)
    expect(await office.start().start?.()).toEqual([])
  })

  test("gets a fresh link at each start, and the older one dies (V32)", async () => {
    office = await openOffice(dialect)
    const older = tokenIn(await office.start().start?.())
    const feature = office.start()
    const newer = tokenIn(await feature.start?.())
    const call = callsOf(feature)
    await expect(call("invitation.look", { token: older })).rejects.toMatchObject({ code: "not_found" })
    expect(await call("invitation.look", { token: newer })).toMatchObject({ role: "owner" })
  })

  test("is made from OWNER_EMAIL and OWNER_PASSWORD, once", async () => {
    office = await openOffice(dialect, { OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password })
    expect(await office.start().start?.()).toEqual([])
    expect(await office.start().start?.()).toEqual([])
    expect(await readAgents(office.store.reads, 0)).toMatchObject([{ name: "Ana", role: "owner", email: OWNER.email }])
    expect((await signIn(office, OWNER)).status).toBe(200)
  })

  test("stays signed in over a restart", async () => {
    office = await openOffice(dialect, { OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password })
    await office.start().start?.()
    const { headers } = await signIn(office, OWNER)
    expect(await office.start().identify?.agent?.(headers)).toMatchObject({ role: "owner" })
  })
})
