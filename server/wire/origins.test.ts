import { get } from "node:http"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { ANA, startTestServer, type TestServer } from "../testing/kit"
import { getsLine } from "../testing/line-from-page"
import { type Agent, agent, post } from "../testing/people"
import { changedTables, storedRows } from "../testing/stored-rows"

const SHOP = "https://good.example"
const look = { accent: "#0b6e4f", side: "right", greeting: null } as const

let server: TestServer
let ana: Agent

beforeAll(async () => {
  server = await startTestServer()
  ana = await agent(server)
  await ana.call("site.save", { id: "default", name: "Nightingale Books", allowedOrigins: [SHOP], look })
})
afterAll(() => server.stop())

/** Pages that look like the shop's, or like none. */
const FOREIGN = [
  "https://evil.example",
  "null",
  "",
  "https://good.example.evil.example",
  "https://goodevil.example",
  "https://evilgood.example",
  "https://sub.good.example",
  "http://good.example",
  "https://good.example:8443",
  "https://good.example.",
  "https://good.example/",
  "https://GOOD.example",
  "https://good.example@evil.example",
  "http://127.0.0.1.evil.example",
  "http://localhost.evil.example",
]

const KEY = Buffer.alloc(16).toString("base64")

type Transport = "websocket" | "polling"

const opens = (namespace: string, transport: Transport, origin: string | undefined, cookie?: string) =>
  getsLine(server, { namespace, transport, origin, ...(cookie !== undefined && { cookie }) })

test("a foreign page gets no line at all, on which it could stay without entering anywhere (V38)", async () => {
  const { hostname, port } = new URL(server.url)
  const begun = (transport: Transport, origin: string) =>
    new Promise<number | undefined>((answered, failed) => {
      const upgrade = {
        Connection: "Upgrade",
        Upgrade: "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": KEY,
      }
      const asked = get({
        ...{ hostname, port, agent: false, path: `/socket.io/?EIO=4&transport=${transport}&site=default` },
        headers: { Origin: origin, ...(transport === "websocket" && upgrade) },
      })
      asked.on("response", (response) => answered(response.resume().statusCode))
      asked.on("upgrade", (response, socket) => {
        socket.destroy()
        answered(response.statusCode)
      })
      asked.on("error", failed)
    })
  // The library turns an upgrade away in other words than a request.
  const turnedAway = { websocket: 400, polling: 403 }
  const letIn = { websocket: 101, polling: 200 }
  for (const transport of ["websocket", "polling"] as const) {
    for (const origin of FOREIGN) {
      expect([origin, await begun(transport, origin)]).toEqual([origin, turnedAway[transport]])
    }
    expect(await begun(transport, SHOP)).toBe(letIn[transport])
  }
})

describe.each(["websocket", "polling"] as const)("by %s", (transport) => {
  test.each(FOREIGN)("a page of %j opens no line, whoever is signed in there (V38)", async (origin) => {
    expect(await opens("/visitor", transport, origin)).toBe(false)
    expect(await opens("/visitor", transport, origin, ana.cookie)).toBe(false)
    expect(await opens("/agent", transport, origin, ana.cookie)).toBe(false)
  })

  test("the shop's page opens the chat and never the panel's line (V38)", async () => {
    expect(await opens("/visitor", transport, SHOP)).toBe(true)
    expect(await opens("/agent", transport, SHOP, ana.cookie)).toBe(false)
  })

  test("the panel opens its own, and a program that names no page needs more than a site's key (V38)", async () => {
    expect(await opens("/agent", transport, server.url, ana.cookie)).toBe(true)
    expect(await opens("/agent", transport, undefined, ana.cookie)).toBe(true)
    expect(await opens("/agent", transport, undefined)).toBe(false)
    expect(await opens("/visitor", transport, undefined)).toBe(true)
  })
})

describe("a form on another page that carries an agent's cookie", () => {
  const FORMS = [
    ["application/x-www-form-urlencoded", "name=Eve&email=eve%40evil.example&role=owner"],
    ["text/plain", '{"name":"Eve","email":"eve@evil.example","role":"owner"}'],
    ["multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nEve\r\n--x--'],
    ["application/json", '{"name":"Eve","email":"eve@evil.example","role":"owner"}'],
  ] as const

  test.each(FORMS)("changes nothing as %s (V39)", async (type, body) => {
    const before = await storedRows(server)
    for (const origin of [...FOREIGN.filter(Boolean), SHOP]) {
      const response = await fetch(`${server.url}/api/invitation.create`, {
        method: "POST",
        headers: { "Content-Type": type, Cookie: ana.cookie, Origin: origin, "Sec-Fetch-Site": "cross-site" },
        body,
      })
      expect([origin, response.status]).toEqual([origin, type === "application/json" ? 403 : 400])
      expect(response.headers.get("access-control-allow-credentials")).toBeNull()
    }
    expect(changedTables(before, await storedRows(server)).filter((table) => table !== "refusedOrigin")).toEqual([])
  })

  test.each(["/sign-out", "/change-password", "/revoke-other-sessions"])("does not reach %s (V39)", async (path) => {
    for (const origin of ["https://evil.example", "null", SHOP]) {
      const response = await fetch(`${server.url}/api/auth${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Cookie: ana.cookie, Origin: origin },
        body: JSON.stringify({ currentPassword: ANA.password, newPassword: "evil and long enough" }),
      })
      expect([origin, response.status]).toEqual([origin, 403])
    }
    expect((await post(server, "policy.list", {}, { Cookie: ana.cookie })).status).toBe(200)
  })
})
