import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { codeOf } from "../../testing/totp"
import { BO, cookieOf, type OfficeOfAna, OWNER, officeOfAna, post, signIn } from "./testing/office"

const HALF_MINUTE_MS = 30_000

type SetUp = { cookie: string; totpURI: string; backupCodes: string[] }

describe.each(["sqlite", "postgres"] as const)("a second factor on %s", (dialect) => {
  let office: OfficeOfAna
  beforeEach(async () => {
    // The library's codes follow the wall clock: it stands in the middle of a half minute.
    vi.useFakeTimers({ toFake: ["Date"], now: Math.floor(Date.now() / HALF_MINUTE_MS) * HALF_MINUTE_MS + 15_000 })
    office = await officeOfAna(dialect)
  })
  afterEach(async () => {
    vi.useRealTimers()
    await office.close()
  })

  const identify = (cookie: string) => office.identify(new Headers({ cookie }))

  async function setUp(person = OWNER): Promise<SetUp> {
    const { cookie } = await signIn(office, person)
    const enabled = await post(office, "/two-factor/enable", { password: person.password }, { cookie })
    const { totpURI, backupCodes } = (await enabled.json()) as Omit<SetUp, "cookie">
    const confirmed = await post(office, "/two-factor/verify-totp", { code: codeOf(totpURI, -1) }, { cookie })
    expect(confirmed.status).toBe(200)
    return { cookie: cookieOf(confirmed), totpURI, backupCodes }
  }

  /** The password, and then what is shown besides. */
  async function comeIn(path: string, code: string, person = OWNER) {
    const owing = await signIn(office, person)
    const answer = await post(office, path, { code }, { cookie: owing.cookie })
    return { owing, status: answer.status, cookie: cookieOf(answer), body: await answer.json() }
  }
  const withCode = (code: string, person = OWNER) => comeIn("/two-factor/verify-totp", code, person)
  const withRecoveryCode = (code: string) => comeIn("/two-factor/verify-backup-code", code)

  test("is asked for after the password, which alone opens nothing", async () => {
    const { totpURI } = await setUp()
    const { owing, status, cookie } = await withCode(codeOf(totpURI))
    expect(owing.status).toBe(200)
    expect(await identify(owing.cookie)).toBeNull()
    expect(status).toBe(200)
    expect(await identify(cookie)).toMatchObject({ role: "owner" })
  })

  test("is not on before a code was right", async () => {
    const { cookie } = await signIn(office, OWNER)
    await post(office, "/two-factor/enable", { password: OWNER.password }, { cookie })
    const wrong = await post(office, "/two-factor/verify-totp", { code: "000000" }, { cookie })
    expect(wrong.status).toBe(401)
    expect(await office.identify((await signIn(office, OWNER)).headers)).toMatchObject({ role: "owner" })
  })

  test("takes a code once, and of two who bring it at once lets one in", async () => {
    const { totpURI } = await setUp()
    const code = codeOf(totpURI)
    const outcomes = await Promise.all([withCode(code), withCode(code)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 401])
    expect(await withCode(code)).toMatchObject({ status: 401, body: { code: "CODE_USED" } })
    expect((await withCode(codeOf(totpURI, 1))).status).toBe(200)
  })

  test("cannot be guessed: five codes, then the password again", async () => {
    await setUp()
    const owing = await signIn(office, OWNER)
    const guess = async (code: string) =>
      (await post(office, "/two-factor/verify-totp", { code }, { cookie: owing.cookie })).status
    const statuses: number[] = []
    for (let code = 0; code < 7; code++) statuses.push(await guess(`00000${code}`))
    expect(statuses).toEqual([401, 401, 401, 401, 401, 400, 401])
  })

  test("ends the sessions that were begun with a password alone", async () => {
    const phone = await signIn(office, OWNER)
    const { cookie } = await setUp()
    expect(await office.identify(phone.headers)).toBeNull()
    expect(await identify(cookie)).toMatchObject({ role: "owner" })
    expect(office.hungUp).toContainEqual({ agentId: office.ana.agentId })
  })

  test("has recovery codes that work once each, however they are typed", async () => {
    const { backupCodes } = await setUp()
    const [first = "", second = ""] = backupCodes
    expect(backupCodes).toHaveLength(10)
    const outcomes = await Promise.all([withRecoveryCode(first), withRecoveryCode(first)])
    expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await withRecoveryCode(first)).status).toBe(401)
    expect((await withRecoveryCode(second.toUpperCase().replaceAll("-", " "))).status).toBe(200)
    expect(await office.call("secondFactor.read", {}, office.ana)).toEqual({
      on: true,
      recoveryCodesLeft: 8,
      required: false,
    })
  })

  test("keeps neither its secret nor a recovery code as they are, nor takes what is kept for a code", async () => {
    const { totpURI, backupCodes } = await setUp()
    const rows = await office.store.reads.selectFrom("twoFactor").selectAll().execute()
    const stored = JSON.stringify(rows)
    for (const code of backupCodes) expect(stored).not.toContain(code)
    expect(stored).not.toContain(new URL(totpURI).searchParams.get("secret"))
    const [hash = ""] = JSON.parse(rows[0]?.backupCodes ?? "[]")
    expect((await withRecoveryCode(hash)).status).toBe(401)
  })

  test("is turned off, and given new recovery codes, by the password only", async () => {
    const { cookie, backupCodes } = await setUp()
    const ask = (path: string, password: string) => post(office, path, { password }, { cookie })
    expect((await ask("/two-factor/generate-backup-codes", "guessed")).status).toBe(400)
    expect((await ask("/two-factor/generate-backup-codes", OWNER.password)).status).toBe(200)
    expect((await withRecoveryCode(backupCodes[0] ?? "")).status).toBe(401)
    expect((await ask("/two-factor/disable", "guessed")).status).toBe(400)
    expect((await ask("/two-factor/disable", OWNER.password)).status).toBe(200)
    expect(await office.identify((await signIn(office, OWNER)).headers)).toMatchObject({ role: "owner" })
  })

  test("cannot be skipped by a browser that asks to be trusted", async () => {
    const { totpURI } = await setUp()
    const owing = await signIn(office, OWNER)
    const body = { code: codeOf(totpURI), trustDevice: true }
    const answer = await post(office, "/two-factor/verify-totp", body, { cookie: owing.cookie })
    expect(cookieOf(answer)).not.toContain("trust_device=ey")
    const again = await post(office, "/sign-in/email", OWNER, { cookie: cookieOf(answer) })
    expect(await again.json()).toMatchObject({ twoFactorRedirect: true })
  })

  describe("that everybody must have", () => {
    test("is asked for only by an owner who has one", async () => {
      await expect(office.call("secondFactor.require", { required: true }, office.ana)).rejects.toMatchObject({
        code: "conflict",
      })
    })

    test("lets whoever has none do nothing but set it up", async () => {
      await office.hire()
      const before = await signIn(office, BO)
      await setUp()
      await office.call("secondFactor.require", { required: true }, office.ana)
      expect(await office.identify(before.headers)).toBeNull()

      const bo = await signIn(office, BO)
      expect(await office.identify(bo.headers)).toBeNull()
      const change = { currentPassword: BO.password, newPassword: "another quiet sentence" }
      const refused = await post(office, "/change-password", change, { cookie: bo.cookie })
      expect(refused.status).toBe(401)
      const { cookie } = await setUp(BO)
      expect(await identify(cookie)).toMatchObject({ name: BO.name })
    })

    test("stays on", async () => {
      const { cookie } = await setUp()
      await office.call("secondFactor.require", { required: true }, office.ana)
      const refused = await post(office, "/two-factor/disable", { password: OWNER.password }, { cookie })
      expect(refused.status).toBe(403)
    })
  })

  test("is gone for whoever was removed and is invited again, so that a lost one locks nobody out", async () => {
    const { id } = await office.hire()
    await setUp(BO)
    await office.call("agent.remove", { agentId: id }, office.ana)
    await office.hire({ ...BO, password: "yet another secret" })
    const { headers } = await signIn(office, { ...BO, password: "yet another secret" })
    expect(await office.identify(headers)).toMatchObject({ agentId: id })
  })

  test("is in the log: set up, used, used up, turned off", async () => {
    const { backupCodes, cookie } = await setUp()
    await withRecoveryCode(backupCodes[0] ?? "")
    await withCode("000000")
    await post(office, "/two-factor/disable", { password: OWNER.password }, { cookie })
    const rows = await office.store.reads.selectFrom("audit").select(["kind", "value"]).orderBy("id").execute()
    expect(rows.map(({ kind, value }) => (value ? `${kind} ${value}` : kind))).toEqual([
      "signed-in",
      "signed-in",
      "second-factor-on",
      "signed-in recovery-code",
      "sign-in-failed",
      "second-factor-off",
    ])
  })
})
