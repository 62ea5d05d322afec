import { afterEach, expect, test } from "vitest"
import { type Office, OWNER, openOffice, post } from "./testing/office"

let office: Office
afterEach(() => office.close())

const owner = { OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password }

async function open(settings: Record<string, string>) {
  office = await openOffice("sqlite", { ...owner, ...settings })
  await office.start().start?.()
}

const attempt = (password: string, email = OWNER.email) => post(office, "/sign-in/email", { email, password })

async function statusesOf(attempts: number, password: string): Promise<Set<number>> {
  const answers = await Promise.all(Array.from({ length: attempts }, () => attempt(password)))
  return new Set(answers.map((answer) => answer.status))
}

test("too many wrong passwords from one address are told to wait, and how long", async () => {
  await open({ RATE_LIMITS: "on" })
  const guesses = Array.from({ length: 20 }, (_, index) => attempt("a guess", `${index}@nightingale.example`))
  expect(new Set((await Promise.all(guesses)).map(({ status }) => status))).toEqual(new Set([401]))
  const refused = await attempt("not the password")
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
  expect(await refused.json()).toMatchObject({ code: "rate_limited" })
})

test("right passwords use nothing up, so that a whole office signs in from one address", async () => {
  await open({ RATE_LIMITS: "on" })
  for (let round = 0; round < 3; round++) expect(await statusesOf(10, OWNER.password)).toEqual(new Set([200]))
})

test("RATE_LIMITS=off takes any number of attempts", async () => {
  await open({ RATE_LIMITS: "off" })
  expect(await statusesOf(25, "not the password")).toEqual(new Set([401]))
})

test("the cookie is out of reach for scripts, other sites and, with https, for plain connections", async () => {
  await open({})
  expect((await attempt(OWNER.password)).headers.getSetCookie()[0]).toMatch(
    /^first-touch\.session_token=(?!.*Secure)(?=.*Path=\/)(?=.*HttpOnly)(?=.*SameSite=Lax)(?!.*Domain)/,
  )
})

test("with https the cookie's name keeps it from subdomains and plain connections", async () => {
  await open({ PUBLIC_URL: "https://chat.example" })
  const answer = await post(office, "/sign-in/email", OWNER, { origin: "https://chat.example" })
  const [cookie = ""] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^__Host-first-touch\.session_token=(?=.*Secure)(?=.*Path=\/)(?=.*HttpOnly)(?!.*Domain)/)
  const identify = office.start().identify?.agent
  expect(await identify?.(new Headers({ cookie: cookie.split(";")[0] ?? "" }))).toMatchObject({ role: "owner" })
})
