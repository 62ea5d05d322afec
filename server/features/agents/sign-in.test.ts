import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { cookieOf, type OfficeOfAna, OWNER, officeOfAna, post, signIn } from "./testing/office"

describe("signing in", () => {
  let office: OfficeOfAna
  beforeEach(async () => {
    office = await officeOfAna("sqlite")
  })
  afterEach(() => office.close())

  test("gives a cookie that proves who it is until signing out", async () => {
    const { headers, cookie } = await signIn(office, OWNER)
    expect(await office.identify(headers)).toMatchObject({
      kind: "agent",
      role: "owner",
      passId: expect.any(String),
    })
    const signedOut = await post(office, "/sign-out", {}, { cookie })
    expect(signedOut.status).toBe(200)
    expect(await office.identify(headers)).toBeNull()
  })

  test("takes a sign-out that says nothing", async () => {
    const { cookie, headers } = await signIn(office, OWNER)
    const signedOut = await fetch(`${office.url}/api/auth/sign-out`, { method: "POST", headers: { cookie } })
    expect(signedOut.status).toBe(200)
    expect(await office.identify(headers)).toBeNull()
  })

  test("ends the lines of a session that is signed out, and of no other", async () => {
    const phone = await office.callerOf(OWNER)
    const { cookie, headers } = await signIn(office, OWNER)
    const desk = await office.identify(headers)
    await post(office, "/sign-out", {}, { cookie })
    expect(office.hungUp).toEqual([{ passId: desk?.passId }])
    expect(office.hungUp).not.toContainEqual({ passId: phone.passId })
  })

  test("answers a wrong password and an unknown person alike (V33)", async () => {
    const wrong = await post(office, "/sign-in/email", { ...OWNER, password: "not the password" })
    const unknown = await post(office, "/sign-in/email", { ...OWNER, email: "nobody@nightingale.example" })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(await wrong.text()).toBe(await unknown.text())
    expect(cookieOf(wrong)).toBe("")
  })

  test("gives a session of its own to whoever brings another one (V35)", async () => {
    const { cookie: brought } = await signIn(office, OWNER)
    const given = cookieOf(await post(office, "/sign-in/email", OWNER, { cookie: brought }))
    expect(given).toContain("session_token=")
    expect(given).not.toContain(brought.split("; ")[0] ?? "")
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

  test("takes a program, which names no origin, in and out", async () => {
    const send = (path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(`${office.url}/api/auth${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      })
    const signedIn = await send("/sign-in/email", OWNER)
    const signedOut = await send("/sign-out", {}, { cookie: cookieOf(signedIn) })
    expect([signedIn.status, signedOut.status]).toEqual([200, 200])
  })

  test("takes the other names of one's own machine", async () => {
    const origin = office.url.replace("127.0.0.1", "localhost")
    expect((await post(office, "/sign-in/email", OWNER, { origin })).status).toBe(200)
  })

  test("has no other doors", async () => {
    const { cookie } = await signIn(office, OWNER)
    const body = { ...OWNER, name: "Eve", role: "owner", provider: "github" }
    const paths = [
      "/sign-up/email",
      "/update-user",
      "/delete-user",
      "/request-password-reset",
      "/ok",
      "/sign-in/social",
    ]
    const answers = await Promise.all(paths.map((path) => post(office, path, body, { cookie })))
    expect(answers.map((answer) => answer.status)).toEqual(paths.map(() => 404))
  })

  test("proves nothing with a cookie that was tampered with", async () => {
    const { cookie } = await signIn(office, OWNER)
    expect(
      await office.identify(new Headers({ cookie: cookie.replace(/=./, (first) => (first === "=x" ? "=y" : "=x")) })),
    ).toBeNull()
  })

  describe("a change of password", () => {
    const change = {
      currentPassword: OWNER.password,
      newPassword: "a new and longer secret",
      revokeOtherSessions: false,
    }

    test("ends every other session and its lines, asked for or not (V35)", async () => {
      const phone = await signIn(office, OWNER)
      const phoneCaller = await office.identify(phone.headers)
      const desk = await signIn(office, OWNER)
      const changed = await post(office, "/change-password", change, { cookie: desk.cookie })
      expect(changed.status).toBe(200)
      expect(await office.identify(phone.headers)).toBeNull()
      expect(office.hungUp).toContainEqual({ passId: phoneCaller?.passId })
      expect(await office.identify(new Headers({ cookie: cookieOf(changed) }))).toMatchObject({ role: "owner" })
      expect((await signIn(office, OWNER)).status).toBe(401)
      expect((await signIn(office, { ...OWNER, password: change.newPassword })).status).toBe(200)
    })

    test("needs the password of now, and one that is long enough", async () => {
      const { cookie } = await signIn(office, OWNER)
      const wrong = await post(office, "/change-password", { ...change, currentPassword: "guessed one" }, { cookie })
      const short = await post(office, "/change-password", { ...change, newPassword: "short" }, { cookie })
      expect([wrong.status, short.status]).toEqual([400, 400])
    })
  })
})
