import { afterAll, beforeAll, expect, test } from "vitest"
import { startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent } from "../../testing/people"

let server: TestServer
let ana: Agent
let bo: Agent

beforeAll(async () => {
  server = await startTestServer()
  ana = await agent(server)
  bo = await newAgent(server, ana, "Bo", "supervisor")
})
afterAll(() => server.stop())

const save = (who: Agent, look: object) =>
  who.ask("site.save", { id: "default", name: "Nightingale Books", allowedOrigins: [], look: look as never })

test.each([
  "red;background:url(https://evil.example/?c)",
  "red",
  "#fff",
  "#0b6e4f;--x:1",
  "#0b6e4f\n",
  "#0b6e4f\u0000",
  "url(javascript:alert(1))",
  "expression(alert(1))",
  "var(--ink)",
  "",
])("%j is no colour of a site's (V13)", async (accent) => {
  const reply = await save(ana, { accent, side: "right", greeting: null })
  expect(reply).toMatchObject({ ok: false, error: { code: "invalid_input" } })
})

test("a look has no room for more than a colour, a side and a greeting, and only an owner chooses it (V13)", async () => {
  const look = { accent: "#123456", side: "right", greeting: null }
  expect(await save(ana, { ...look, css: "* { display: none }" })).toMatchObject({ error: { code: "invalid_input" } })
  expect(await save(ana, { ...look, side: "left;color:red" })).toMatchObject({ error: { code: "invalid_input" } })
  expect(await save(bo, look)).toMatchObject({ error: { code: "forbidden" } })
  const [before] = (await ana.call("agent.start", {})).sites
  expect(before?.look.accent).not.toBe(look.accent)
  expect(await save(ana, look)).toMatchObject({ ok: true })
})
