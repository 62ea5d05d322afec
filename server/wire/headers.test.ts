import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { ANA, startTestServer, type TestServer } from "../testing/kit"

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

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
