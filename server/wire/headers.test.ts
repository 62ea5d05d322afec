import { get } from "node:http"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { ANA, startTestServer, type TestServer } from "../testing/kit"
import { somethingBuilt } from "../testing/matrix/built"
import { createEmbed } from "./embed"

let built: Awaited<ReturnType<typeof somethingBuilt>>
let server: TestServer

beforeAll(async () => {
  built = await somethingBuilt()
  server = await startTestServer({ embed: createEmbed(built) })
})
afterAll(async () => {
  await server.stop()
  await built.remove()
})

const PANEL_PAGES = [
  "/panel/",
  "/panel/welcome",
  "/panel/conversations/x",
  "/panel/settings/sites",
  "/panel/preview.html",
]
const FILES = ["/widget.js", "/widget/chat-1.js", "/panel/sw.js", "/panel/assets/main-1.js", "/demo/index.html"]
const ANSWERS = [
  "/healthz",
  "/readyz",
  "/metrics",
  "/api/openapi.json",
  "/api/nothing",
  "/nowhere",
  "/panel/assets/gone.js",
]

const directivesOf = (response: Response) =>
  new Map(
    (response.headers.get("content-security-policy") ?? "").split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(" ")
      return [name, sources.join(" ")] as const
    }),
  )

test.each([...PANEL_PAGES, ...FILES, ...ANSWERS])("%s says how little it may be used for (V40)", async (path) => {
  const response = await fetch(server.url + path)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
  })
  expect(response.headers.get("x-powered-by")).toBeNull()
  expect(response.headers.get("content-type")).toMatch(/;\s*charset=utf-8$/i)
  const framedBy = directivesOf(response).get("frame-ancestors")
  const isFramedByUs = path === "/panel/preview.html" || path.startsWith("/demo/")
  if (isFramedByUs) expect(framedBy).toBe("'self'")
  else if (response.headers.get("content-type")?.includes("javascript") !== true) expect(framedBy).toBe("'none'")
})

test.each(PANEL_PAGES)("%s runs our own scripts, and makes no text one (V40, V09)", async (path) => {
  const policy = directivesOf(await fetch(server.url + path))
  expect(Object.fromEntries(policy)).toMatchObject({
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "own-scripts",
  })
  expect([...policy.values()].join(" ")).not.toMatch(/unsafe|https?:|\*/)
})

test.each(ANSWERS)("%s does nothing when it is opened by itself (V40)", async (path) => {
  expect(directivesOf(await fetch(server.url + path)).get("default-src")).toBe("'none'")
})

describe("caches", () => {
  test("keep no answer of a call, whoever asked and whether or not it was there (V83)", async () => {
    for (const path of ["/api/conversation.get", "/api/me/x.js", "/api/auth/get-session", "/api/auth/nothing.css"]) {
      const response = await fetch(server.url + path, { method: path.includes("auth") ? "GET" : "POST" })
      expect([path, response.headers.get("cache-control")]).toEqual([path, "no-store"])
    }
  })

  test.each(["/healthz", "/readyz", "/metrics"])(
    "do not tell how the server was a minute ago: %s (V83)",
    async (path) => {
      expect((await fetch(server.url + path)).headers.get("cache-control")).toBe("no-store")
    },
  )

  test("get the same answer whatever a header says of the host (V83)", async () => {
    for (const path of ["/panel/", "/widget.js", "/api/openapi.json"]) {
      const asked = [{}, { "X-Forwarded-Host": "evil.example" }, { "X-Original-URL": "/admin", Forwarded: "host=evil" }]
      const bodies = await Promise.all(
        asked.map(async (headers) => (await fetch(server.url + path, { headers })).text()),
      )
      expect([path, new Set(bodies).size]).toEqual([path, 1])
    }
  })

  test("keep what a page of one origin may read apart from another's", async () => {
    const asked = await fetch(`${server.url}/api/visitor.start`, { method: "OPTIONS", headers: { Origin: server.url } })
    expect(asked.headers.get("vary")).toContain("Origin")
    expect(asked.headers.get("access-control-allow-origin")).toBe(server.url)
    expect(asked.headers.get("access-control-allow-credentials")).toBeNull()
    const foreign = { method: "OPTIONS", headers: { Origin: "https://evil.example" } }
    const refused = await fetch(`${server.url}/api/visitor.start`, foreign)
    expect(refused.headers.get("access-control-allow-origin")).toBeNull()
  })
})

describe("behind a proxy that speaks https", () => {
  const PUBLIC_URL = "https://chat.example"
  let behind: TestServer
  let address: string

  beforeAll(async () => {
    behind = await startTestServer({ environment: { PUBLIC_URL } })
    const listening = behind.server.http.address()
    address = `http://127.0.0.1:${typeof listening === "object" && listening?.port}`
  })
  afterAll(() => behind.stop())

  const ask = (path: string, headers: Record<string, string>, body?: object) =>
    fetch(address + path, {
      method: body ? "POST" : "GET",
      headers: { "X-Forwarded-For": "203.0.113.9", Origin: PUBLIC_URL, "Content-Type": "application/json", ...headers },
      ...(body && { body: JSON.stringify(body) }),
    })

  test("browsers are told to stay with https", async () => {
    expect((await ask("/healthz", {})).headers.get("strict-transport-security")).toMatch(/max-age=31536000/)
    expect((await fetch(`${server.url}/healthz`)).headers.get("strict-transport-security")).toBeNull()
  })

  test("the server's figures are for this machine and for a program with a key, and for no stranger", async () => {
    const signedIn = await ask("/api/auth/sign-in/email", {}, ANA)
    const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? ""
    const { data } = await (await ask("/api/apiKey.create", { Cookie: cookie }, { name: "Prometheus" })).json()
    const statuses = [
      (await fetch(`${address}/metrics`)).status,
      (await ask("/metrics", { Authorization: `Bearer ${data.secret}` })).status,
      (await ask("/metrics", {})).status,
      (await ask("/metrics", { "X-Forwarded-For": "127.0.0.1, 203.0.113.9" })).status,
      (await ask("/metrics", { Authorization: "Bearer ft_guessed" })).status,
    ]
    expect(statuses).toEqual([200, 200, 401, 401, 401])
  })
})

/** Where others were led away from a site that they trusted. */
const ELSEWHERE = [
  "https://evil.example",
  "//evil.example",
  "///evil.example",
  "/%2f%2fevil.example",
  "/\\evil.example",
  "https://127.0.0.1.evil.example",
  "javascript:alert(1)",
  "/ok&next=https://evil.example",
]
const ASKED_FOR = [
  "next",
  "url",
  "redirect",
  "redirect_uri",
  "return",
  "returnTo",
  "callbackURL",
  "site",
  "locale",
  "token",
]

test.each(ELSEWHERE)("nobody is led to %s from here, by a parameter, a path or a header (V49)", async (elsewhere) => {
  const { hostname, port } = new URL(server.url)
  const places = ["/", "/panel", "/demo", "/demo/", "/api/auth/get-session", `/files/${"a".repeat(32)}`]
  const query = ASKED_FOR.map((name) => `${name}=${encodeURIComponent(elsewhere)}`).join("&")
  const paths = [
    ...[...places, ...PANEL_PAGES, ...FILES, ...ANSWERS].map((path) => `${path}?${query}`),
    ...["", "/panel", "/demo", "/widget", "/files", "/api"].flatMap((start) => [
      `${start}${elsewhere.replace(/^(?!\/)/, "/")}`,
      `${start}/${elsewhere}/..`,
      `${start}/${elsewhere}/%2e%2e/`,
    ]),
  ]
  const led = await Promise.all(paths.map((path) => locationOf({ hostname, port, path, host: elsewhere })))
  expect(led).toContain("/panel/")
  expect(led.filter((to) => to !== undefined && !/^\/(panel|demo)\/(\?|$)/.test(to))).toEqual([])
})

/** Where an answer leads; the path is sent as it is, and the host that it names is another one. */
function locationOf({ host, ...where }: { hostname: string; port: string; path: string; host: string }) {
  const headers = { Host: host, "X-Forwarded-Host": host, "X-Forwarded-Proto": "https" }
  return new Promise<string | undefined>((answered, failed) => {
    get({ ...where, headers, agent: false }, (response) => answered(response.resume().headers.location)).on(
      "error",
      failed,
    )
  })
}
