import { randomUUID } from "node:crypto"
import pino from "pino"
import { io } from "socket.io-client"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type CallName, calls } from "../../shared/protocol/calls"
import { ANA, startTestServer, type TestServer } from "../testing/kit"
import { getsLine } from "../testing/line-from-page"
import { type Agent, agent, newAgent, post, signIn, until, visitor } from "../testing/people"

describe("the door", () => {
  let server: TestServer
  let ana: Agent
  let bo: Agent

  beforeAll(async () => {
    server = await startTestServer()
    ana = await agent(server)
    bo = await newAgent(server, ana, "Bo")
  })
  afterAll(() => server.stop())

  test("a call does the same over Socket.IO and HTTP (W8)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Hello")
    const input = { conversationId: conversation.id }
    const overSocket = await vera.ask("events.list", input)
    const overHttp = await post(server, "events.list", input, { Authorization: `Bearer ${vera.token}` })
    expect(overHttp).toEqual({ status: 200, reply: overSocket })
    const agentOverHttp = await post(server, "conversation.get", input, { Cookie: ana.cookie })
    expect(agentOverHttp.reply).toEqual(await ana.ask("conversation.get", input))
  })

  test("each call is refused to a stranger, unless it is for anyone (V36)", async () => {
    for (const name of Object.keys(calls) as CallName[]) {
      const { status } = await post(server, name, {})
      const isForAnyone = (calls[name].by as readonly string[]).includes("anyone")
      expect([name, status === 401]).toEqual([name, !isForAnyone])
    }
  })

  test("a visitor's token opens no agent's call, an agent's role no owner's", async () => {
    const vera = await visitor(server)
    for (const name of Object.keys(calls) as CallName[]) {
      const by = calls[name].by as readonly string[]
      if (!by.includes("anyone") && !by.includes("visitor")) {
        const { status } = await post(server, name, {}, { Authorization: `Bearer ${vera.token}` })
        expect([name, status]).toEqual([name, 403])
      }
      if (by.includes("owner") && !by.includes("agent")) {
        expect([name, await bo.ask(name, {} as never)]).toMatchObject([name, { error: { code: "forbidden" } }])
      }
    }
  })

  test("bad input gets a sentence that names what is wrong", async () => {
    const vera = await visitor(server)
    const id = randomUUID()
    const wrong: [unknown, string][] = [
      [{ id, body: "" }, "body: must not be empty"],
      [{ id, body: "   \n" }, "body: must not be empty"],
      [{ id, body: "x".repeat(10_001) }, "body: must be at most 10,000 characters long"],
      [{ id, body: "a\u0000b" }, "body: must not contain the NUL character"],
      [{ id, body: "\ud83d" }, "body: must be well-formed Unicode"],
      [{ id: "1", body: "x" }, "id: must be a UUID"],
      [{ id, body: { type: "b", props: {} } }, "body: "],
      [{ id, body: "x", admin: true }, "admin"],
    ]
    for (const [input, sentence] of wrong) {
      const reply = await vera.ask("message.send", input as never)
      expect(reply).toMatchObject({
        ok: false,
        error: { code: "invalid_input", message: expect.stringContaining(sentence) },
      })
    }
  })

  test("what is not a token proves nothing, whatever its type (V21)", async () => {
    for (const token of ["true", "0", "null", "{}", "[]", "a.b.c", "..", "x".repeat(400)]) {
      const { status } = await post(
        server,
        "events.list",
        { conversationId: "x" },
        { Authorization: `Bearer ${token}` },
      )
      expect([token, status]).toEqual([token, 401])
    }
    for (const token of [true, 0, null, [], {}]) {
      const socket = io(`${server.url}/visitor`, {
        transports: ["websocket"],
        auth: { site: "default", token },
        forceNew: true,
      })
      await new Promise((connected) => socket.once("connect", () => connected(null)))
      const reply = await socket.emitWithAck("events.list", { conversationId: "x" })
      expect(reply).toMatchObject({ error: { code: "unauthenticated" } })
      socket.disconnect()
    }
  })

  test("a token with another contact or site in it is not ours (V20)", async () => {
    const vera = await visitor(server)
    const viktor = await visitor(server)
    const [, site, signature] = vera.token.split(".")
    const forged = `${viktor.contactId}.${site}.${signature}`
    expect(
      (await post(server, "events.list", { conversationId: "x" }, { Authorization: `Bearer ${forged}` })).status,
    ).toBe(401)
  })

  test("calls that do not exist, and names every object has, are not found (V81)", async () => {
    const vera = await visitor(server)
    for (const name of ["message.delete", "__proto__", "constructor", "toString", "hasOwnProperty"]) {
      expect(await vera.ask(name as never, {} as never)).toMatchObject({ error: { code: "not_found" } })
      expect((await post(server, name as never, {})).status).toBe(404)
    }
  })

  test("a line to no namespace of ours is turned away (V36)", async () => {
    for (const namespace of ["/", "/admin", "/visitor/default"]) {
      const socket = io(server.url + namespace, { transports: ["websocket"], reconnection: false, forceNew: true })
      const refused = await new Promise((decided) => {
        socket.once("connect", () => decided("let in"))
        socket.once("connect_error", () => decided("turned away"))
      })
      expect([namespace, refused]).toEqual([namespace, "turned away"])
      socket.disconnect()
    }
  })

  test("bodies that are not one JSON object are refused and change nothing (V39, V64)", async () => {
    const send = (body: string, type: string) =>
      fetch(`${server.url}/api/message.send`, {
        method: "POST",
        headers: { "Content-Type": type, Cookie: ana.cookie },
        body,
      })
    expect((await send('{"id":', "application/json")).status).toBe(400)
    expect((await send("id=1", "application/x-www-form-urlencoded")).status).toBe(400)
    expect((await send("{}", "text/plain")).status).toBe(400)
    expect((await send(`{"body":"${"x".repeat(140_000)}"}`, "application/json")).status).toBe(413)
    expect((await fetch(`${server.url}/api/message.send`)).status).toBe(404)
  })

  test("an error carries no stack, SQL or path (W10)", async () => {
    const broken = await startTestServer({
      environment: { LOG_LEVEL: "silent" },
      more: () => [
        { name: "broken", calls: { "page.visited": () => Promise.reject(new Error("SELECT * FROM /etc/passwd")) } },
      ],
    })
    const vera = await visitor(broken)
    const reply = await vera.ask("page.visited", { page: { url: "https://x.example/", title: "" } })
    await broken.stop()
    expect(reply).toMatchObject({
      error: { code: "internal", message: expect.stringMatching(/request [0-9a-f-]{36}/) },
    })
    expect(JSON.stringify(reply)).not.toMatch(/SELECT|etc|stack/)
  })

  test("API answers are not kept by caches and say who made them nowhere (V83)", async () => {
    const response = await fetch(`${server.url}/api/visitor.start`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Forwarded-Host": "evil.example" },
      body: "{}",
    })
    expect(response.headers.get("cache-control")).toBe("no-store")
    expect(response.headers.get("x-powered-by")).toBeNull()
    expect(await response.text()).not.toContain("evil.example")
  })

  test("health, readiness, metrics and the OpenAPI document answer", async () => {
    for (const path of ["/healthz", "/readyz", "/metrics", "/api/openapi.json"]) {
      expect([path, (await fetch(server.url + path)).status]).toEqual([path, 200])
    }
    expect(await (await fetch(`${server.url}/metrics`)).text()).toContain("first_touch_call_seconds_count")
  })

  test("a signed-out session carries no further call", async () => {
    const cookie = await signIn(server, ANA)
    const signedIn = await post(server, "policy.list", {}, { Cookie: cookie })
    const headers = { Cookie: cookie, Origin: server.url, "Content-Type": "application/json" }
    await fetch(`${server.url}/api/auth/sign-out`, { method: "POST", headers, body: "{}" })
    const after = await post(server, "policy.list", {}, { Cookie: cookie })
    expect([signedIn.status, after.status]).toEqual([200, 401])
  })
})

describe("origins", () => {
  let server: TestServer
  let ana: Agent

  beforeAll(async () => {
    server = await startTestServer()
    ana = await agent(server)
  })
  afterAll(() => server.stop())

  const opens = (namespace: string, origin: string | undefined, transport: "websocket" | "polling", cookie?: string) =>
    getsLine(server, { namespace, transport, origin, ...(cookie !== undefined && { cookie }) })

  test.each(["websocket", "polling"] as const)(
    "a foreign page opens no line by %s, signed in or not (V38)",
    async (transport) => {
      const port = new URL(server.url).port
      for (const origin of [
        "https://evil.example",
        "null",
        "https://127.0.0.1.evil.example",
        `http://evil.example:${port}`,
      ]) {
        expect([origin, await opens("/visitor", origin, transport)]).toEqual([origin, false])
        expect([origin, await opens("/agent", origin, transport, ana.cookie)]).toEqual([origin, false])
      }
      expect(await opens("/agent", "http://127.0.0.1:9", transport, ana.cookie)).toBe(false)
      expect(await opens("/agent", server.url, transport, ana.cookie)).toBe(true)
      expect(await opens("/agent", undefined, transport, ana.cookie)).toBe(true)
      expect(await opens("/agent", server.url, transport)).toBe(false)
      expect(await opens("/visitor", "http://127.0.0.1:9", transport)).toBe(true)
    },
  )

  test("words that are no origin are shown to nobody as one that asked", async () => {
    for (const origin of [
      "https://evil.example/call-us",
      "https://EVIL.example",
      "http://evil.example:80",
      "https://a b",
    ]) {
      await post(server, "visitor.start", { site: "default", page: { url: "", title: "" } }, { Origin: origin })
    }
    await post(
      server,
      "visitor.start",
      { site: "default", page: { url: "", title: "" } },
      { Origin: "https://evil.example" },
    )
    const { refused } = await ana.call("origin.refused", {})
    expect(refused.map(({ origin }) => origin).filter((origin) => origin.includes("vil"))).toContain(
      "https://evil.example",
    )
    expect(refused.filter(({ origin }) => new URL(origin).origin !== origin)).toEqual([])
  })

  test("a refused page is shown to the owner, who allows it with one call", async () => {
    const shop = "https://nightingale.example"
    expect(await opens("/visitor", shop, "websocket")).toBe(false)
    const { refused } = await until("the refusal to be listed", async () => {
      const listed = await ana.call("origin.refused", {})
      return listed.refused.some((each) => each.origin === shop) && listed
    })
    expect(refused.find((each) => each.origin === shop)).toMatchObject({ siteId: "default", origin: shop })
    await ana.call("origin.allow", { siteId: "default", origin: shop })
    expect(await opens("/visitor", shop, "websocket")).toBe(true)
    expect(await opens("/visitor", "https://evil.example", "websocket")).toBe(false)
    const after = await ana.call("origin.refused", {})
    expect(after.refused.map((each) => each.origin)).not.toContain(shop)
  })
})

describe("limits", () => {
  test("a flood is refused with the time to wait, and nothing of it is dropped silently (V68)", async () => {
    const server = await startTestServer({ environment: { RATE_LIMITS: "on" } })
    const vera = await visitor(server)
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, each) => vera.ask("message.send", { id: randomUUID(), body: `Message ${each}` })),
    )
    const refused = replies.filter((reply) => !reply.ok)
    expect(refused.length).toBeGreaterThan(10)
    for (const reply of refused) {
      expect(reply).toMatchObject({ error: { code: "rate_limited", retryAfterMs: expect.any(Number) } })
    }
    const kept = replies.flatMap((reply) => (reply.ok ? [reply.data.conversation.id] : []))
    const { events } = await vera.call("events.list", { conversationId: kept[0] ?? "" })
    expect(events.filter(({ type }) => type === "message.posted")).toHaveLength(kept.length)
    await server.stop()
  })

  test("RATE_LIMITS=off takes everything", async () => {
    const server = await startTestServer({ environment: { RATE_LIMITS: "off" } })
    const vera = await visitor(server)
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, each) => vera.ask("message.send", { id: randomUUID(), body: `Message ${each}` })),
    )
    expect(replies.every((reply) => reply.ok)).toBe(true)
    await server.stop()
  })
})

describe("the log", () => {
  test("names each call with a request id, and never what was said or shown to prove who one is (V87)", async () => {
    const lines: string[] = []
    const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) })
    const server = await startTestServer({ log })
    const [ana, vera] = [await agent(server), await visitor(server)]
    const { conversation } = await vera.say("MARKER-MESSAGE")
    await ana.call("note.add", { id: randomUUID(), conversationId: conversation.id, body: "MARKER-NOTE" })
    await vera.call("contact.save", { name: "MARKER-NAME", email: "marker@nightingale.example" })
    await vera.ask("message.send", { id: "x", body: "MARKER-REFUSED" } as never)
    await server.stop()
    const said = lines.join("")
    expect(JSON.parse(lines.find((line) => line.includes("message.send")) ?? "{}")).toMatchObject({
      name: "message.send",
      code: "ok",
      by: "visitor",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    const secrets = [vera.token, ANA.password, ...ana.cookie.split("=").slice(1)]
    for (const secret of ["MARKER", "marker@", ...secrets]) expect(said).not.toContain(secret)
  })
})
