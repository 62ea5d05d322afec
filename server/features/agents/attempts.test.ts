import { afterEach, beforeEach, expect, test } from "vitest"
import { createAttempts } from "./attempts"
import { createKnownBrowsers } from "./known-browsers"
import { cookieOf, type OfficeOfAna, OWNER, officeOfAna, post } from "./testing/office"

const WRONG = { email: OWNER.email, password: "not the password" }

let office: OfficeOfAna
beforeEach(async () => {
  office = await officeOfAna("sqlite", { RATE_LIMITS: "on" })
})
afterEach(() => office.close())

const signIn = (body: object, headers?: Record<string, string>) => post(office, "/sign-in/email", body, headers)

async function guessUntilRefused(email = OWNER.email): Promise<number> {
  for (let guesses = 0; guesses < 50; guesses++) {
    if ((await signIn({ ...WRONG, email })).status === 429) return guesses
  }
  return Number.POSITIVE_INFINITY
}

test("guesses at one account pause after ten, whether there is such an account or not (V33)", async () => {
  const theirs = await guessUntilRefused()
  const attempts = createAttempts({ on: true })
  const of = (email: string) => attempts.begin({ address: `${Math.random()}`, email, knownBrowser: null })
  for (let guess = 0; guess < theirs; guess++) expect((await of("nobody@nightingale.example")).allowed).toBe(true)
  expect((await of("nobody@nightingale.example")).allowed).toBe(false)
  expect(theirs).toBe(10)
})

test("while somebody guesses, the owner signs in where they have signed in before, and nowhere else", async () => {
  const known = cookieOf(await signIn(OWNER))
  await guessUntilRefused()
  expect((await signIn(OWNER)).status).toBe(429)
  expect((await signIn(OWNER, { cookie: known })).status).toBe(200)
})

test("a known browser may be wrong ten times, too", async () => {
  const cookie = cookieOf(await signIn(OWNER))
  for (let guess = 0; guess < 10; guess++) expect((await signIn(WRONG, { cookie })).status).toBe(401)
  expect((await signIn(OWNER, { cookie })).status).toBe(429)
})

test("a browser is known for whoever signed in there, and no mark can be made up", () => {
  const browsers = createKnownBrowsers({ secret: "the server's", secure: true })
  const [cookie = ""] = browsers.remember(undefined, OWNER.email)?.split(";") ?? []
  expect(browsers.knows(`a=b; ${cookie}`, OWNER.email.toUpperCase())).toEqual(expect.any(String))
  expect(browsers.remember(cookie, OWNER.email)).toBeNull()
  expect(browsers.knows(cookie, "bo@nightingale.example")).toBeNull()
  for (const other of [`${cookie}x`, cookie.replace(".", "x."), "__Host-first-touch.known_browser=a.b", ""]) {
    expect(browsers.knows(other, OWNER.email)).toBeNull()
  }
  const elsewhere = createKnownBrowsers({ secret: "another", secure: true })
  expect(elsewhere.knows(cookie, OWNER.email)).toBeNull()
})

test("a desk that is shared knows all who sit at it, up to five", () => {
  const browsers = createKnownBrowsers({ secret: "the server's", secure: false })
  const people = ["ana", "bo", "cleo", "dan", "eve", "sam"].map((name) => `${name}@nightingale.example`)
  let cookie = ""
  for (const email of people) cookie = browsers.remember(cookie, email)?.split(";")[0] ?? cookie
  expect(people.filter((email) => browsers.knows(cookie, email) !== null)).toEqual(people.slice(1))
})
