import { randomUUID } from "node:crypto"
import express, { type Express } from "express"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { createAuth } from "../../features/agents/auth"
import { officeOfAna } from "../../features/agents/testing/office"
import { createEmbed } from "../../wire/embed"
import { png, token, upload } from "../files"
import { ANA, startTestServer } from "../kit"
import { post as call } from "../people"
import { changedTables, storedRows } from "../stored-rows"
import { somethingBuilt } from "./built"
import { type Cast, gather, type Vera } from "./cast"
import { ACTORS, type ActorName, whoMay } from "./who-may"

/** Not an address: what all answers under it have in common. */
const NO_CACHE = ["USE /api", "USE /healthz", "USE /readyz", "USE /metrics"]

/** An address of each route, where the route's own is a pattern. The calls have a table of their own. */
const ADDRESSES: Record<string, string> = {
  "OPTIONS /api/:call": "/api/conversation.get",
  "ALL /api/*rest": "/api/conversation/get",
  "USE /widget": "/widget/chat-1.js",
  "USE /panel/assets": "/panel/assets/main-1.js",
  "USE /panel": "/panel/manifest.webmanifest",
  "GET /panel/*rest": "/panel/conversations/x",
  "USE /demo": "/demo/index.html",
  "ALL /api/auth/*splat": "/api/auth/nothing",
}
const THE_CALLS = "POST /api/:call"

const NEW_PASSWORD = "another long quiet sentence"
const NO_PASSWORD = { password: "a wrong sentence" }
/** What is sent to the addresses of sign-in. Each works for somebody who is signed in. */
const BODIES: Record<string, object> = {
  "/api/auth/sign-in/email": { email: ANA.email, password: "a wrong sentence" },
  "/api/auth/change-password": { currentPassword: "a wrong sentence", newPassword: NEW_PASSWORD },
  "/api/auth/two-factor/enable": NO_PASSWORD,
  "/api/auth/two-factor/disable": NO_PASSWORD,
  "/api/auth/two-factor/generate-backup-codes": NO_PASSWORD,
  "/api/auth/two-factor/verify-totp": { code: "123456" },
  "/api/auth/two-factor/verify-backup-code": { code: "0000-0000-0000-0000" },
}

const ASKS_AGAIN = /\/(change-password|two-factor\/.+)$/
const OPEN_TO_NAMES = ["get", "head", "post", "put", "patch", "delete", "options", "all", "use"] as const

let cast: Cast
let vera: Vera
let built: Awaited<ReturnType<typeof somethingBuilt>>
const registered = new Set<string>()

beforeAll(async () => {
  built = await somethingBuilt()
  noteRoutes()
  cast = await gather(await startTestServer({ embed: createEmbed(built) }))
  vera = await cast.newVera()
  await sendFile()
})
afterAll(async () => {
  await cast.server.stop()
  await built.remove()
})

/** Vera sends a file, which is what is asked for at the addresses of files. */
async function sendFile(): Promise<void> {
  const { id } = await upload(cast.server, token(vera), "atlas.png", png(2, 2))
  const message = { id: randomUUID(), body: "", attachmentIds: [id] }
  await call(cast.server, "message.send", message, token(vera))
  ADDRESSES["POST /api/contact.export/:contactId"] = `/api/contact.export/${vera.contactId}`
  for (const method of ["OPTIONS", "HEAD", "PUT", "GET"]) ADDRESSES[`${method} /files/:id`] = `/files/${id}`
}

/** Remembers what every part of the server asks Express to answer. */
function noteRoutes(): void {
  for (const method of OPEN_TO_NAMES) {
    const register = express.application[method]
    vi.spyOn(express.application, method).mockImplementation(function (this: Express, ...given: unknown[]) {
      const paths = [given[0]].flat().filter((path) => typeof path === "string")
      // With one argument `get` reads a setting.
      if (given.length > 1) for (const path of paths) registered.add(`${method.toUpperCase()} ${path}`)
      return Reflect.apply(register, this, given)
    })
  }
}

const table = whoMay("route")

async function ask(route: string, actor: ActorName): Promise<Response> {
  const [method = "GET", path = "/"] = route.split(" ")
  const address = ADDRESSES[route] ?? path
  const isSignIn = address.startsWith("/api/auth/")
  const sent = method === "ALL" || method === "POST" ? "POST" : method === "USE" ? "GET" : method
  const cookie = isSignIn ? await cast.freshCookie(actor) : null
  const headers = cookie === null ? cast.shown(actor, vera).headers : { Cookie: cookie }
  return fetch(cast.server.url + address, {
    method: sent,
    redirect: "manual",
    headers: { ...headers, ...(sent === "POST" && { "Content-Type": "application/json" }) },
    ...(sent === "POST" && { body: JSON.stringify(BODIES[address] ?? {}) }),
  })
}

async function outcomeOf(route: string, response: Response): Promise<string> {
  if (response.status >= 400) {
    // Whoever may change a password or a second factor is told that theirs is wrong, or that they have none.
    return ASKS_AGAIN.test(route) && response.status === 400 ? "yes" : String(response.status)
  }
  return route.endsWith("/get-session") && (await response.text()) === "null" ? "null" : "yes"
}

describe("routes", () => {
  test("each has a row (V36)", () => {
    const known = [...table.keys(), THE_CALLS, ...NO_CACHE]
    expect(registered.size).toBeGreaterThan(10)
    expect([...registered].filter((route) => !known.includes(route))).toEqual([])
  })

  test.each([...table])("%s answers as the table says, and a GET changes nothing (V20, V39)", async (route, row) => {
    const before = await storedRows(cast.server)
    const found: Record<string, string> = {}
    for (const actor of ACTORS) found[actor] = await outcomeOf(route, await ask(route, actor))
    expect(found).toEqual(row)
    if (!route.startsWith("POST")) {
      const changed = changedTables(before, await storedRows(cast.server))
      // Whoever has a session signed in for this trial.
      expect(changed.filter((name) => name !== "session")).toEqual([])
    }
  })

  test("the sign-in library has no door that stands open without a row (V34, V36)", async () => {
    const office = await officeOfAna("sqlite")
    const endpoints = Object.values(createAuth(office.house, "a secret that is only for this test").api)
    const doors = endpoints.flatMap(({ path, options }) =>
      path === undefined ? [] : [options.method].flat().map((method) => `${method} /api/auth${path}`),
    )
    await office.close()
    expect(doors.length).toBeGreaterThan(20)
    for (const door of doors.filter((each) => !table.has(each))) {
      for (const actor of ACTORS) expect([door, actor, (await ask(door, actor)).status]).toEqual([door, actor, 404])
    }
  })

  test("nobody ends another's session, whatever they know of it (V20)", async () => {
    const ana = await cast.freshCookie("Ana")
    const [sessionId] = await cast.sessionsOf("Ana")
    const lives = async () => (await post("/api/auth/get-session", ana ?? "", null)).includes(ANA.email)
    expect(await lives()).toBe(true)
    for (const actor of ["Bo", "Sam", "Cleo"] as const) {
      const cookie = (await cast.freshCookie(actor)) ?? ""
      expect(await post("/api/session.revoke", cookie, { sessionId })).toContain("not_found")
      await post("/api/auth/revoke-other-sessions", cookie, {})
    }
    expect(await lives()).toBe(true)
  })

  async function post(path: string, cookie: string, body: object | null): Promise<string> {
    const response = await fetch(cast.server.url + path, {
      method: body === null ? "GET" : "POST",
      headers: { Cookie: cookie, "Content-Type": "application/json" },
      ...(body !== null && { body: JSON.stringify(body) }),
    })
    return response.text()
  }
})
