import { io } from "socket.io-client"
import { afterEach, beforeEach, expect, test } from "vitest"
import { ANA, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent, signIn, visitor } from "../../testing/people"
import { until } from "../../testing/until"

let server: TestServer
let ana: Agent

beforeEach(async () => {
  server = await startTestServer()
  ana = await agent(server)
})
afterEach(async () => {
  ana.hangUp()
  await server.stop()
})

const ended = (who: Agent) => until("the line to end", () => !who.socket.connected)

function post(path: string, body: object, cookie: string): Promise<Response> {
  return fetch(`${server.url}/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url, cookie },
    body: JSON.stringify(body),
  })
}

test("a removed agent's open line ends, and the next one is turned away (V35)", async () => {
  const bo = await newAgent(server, ana, "Bo")
  await ana.call("agent.remove", { agentId: bo.agentId })
  await ended(bo)
  const turnedAway = new Promise<Error>((resolve) => bo.socket.once("connect_error", resolve))
  bo.socket.connect()
  expect((await turnedAway).message).toBe("unauthenticated")
})

test("a new role ends the line, and holds on the next one (V35)", async () => {
  const bo = await newAgent(server, ana, "Bo")
  expect(await bo.ask("invitation.list", {})).toMatchObject({ ok: false, error: { code: "forbidden" } })
  await ana.call("agent.save", { agentId: bo.agentId, role: "owner" })
  await ended(bo)
  bo.socket.connect()
  await until("Bo to be back", () => bo.socket.connected)
  expect(await bo.ask("invitation.list", {})).toMatchObject({ ok: true })
  bo.hangUp()
})

test("signing out ends this session's line and no other (V35)", async () => {
  const phone = await agent(server)
  await post("/sign-out", {}, phone.cookie)
  await ended(phone)
  expect(ana.socket.connected).toBe(true)
})

test("a revoked key ends the line it opened, and nobody else's (V35)", async () => {
  const { apiKey, secret } = await ana.call("apiKey.create", { name: "Reports" })
  const program = io(`${server.url}/agent`, { transports: ["websocket"], auth: { token: secret }, forceNew: true })
  await until("the program to be let in", () => program.connected)
  await ana.call("apiKey.revoke", { apiKeyId: apiKey.id })
  await until("the line to end", () => !program.connected)
  program.disconnect()
  expect(ana.socket.connected).toBe(true)
})

test("a changed password ends every line that the old one opened (V35)", async () => {
  const cookie = await signIn(server, ANA)
  const change = { currentPassword: ANA.password, newPassword: "another long quiet sentence" }
  expect((await post("/change-password", change, cookie)).status).toBe(200)
  await ended(ana)
})

test("an agent who renames themselves is answered before the line begins anew", async () => {
  const bo = await newAgent(server, ana, "Bo")
  expect(await bo.ask("agent.save", { agentId: bo.agentId, name: "Bo Lund" })).toMatchObject({
    ok: true,
    data: { agent: { name: "Bo Lund" } },
  })
  await ended(bo)
})

test("an agent takes nothing on their way out", async () => {
  const bo = await newAgent(server, ana, "Bo")
  const people = await Promise.all(Array.from({ length: 12 }, () => visitor(server)))
  const ids = await Promise.all(people.map(async (person) => (await person.say("Anybody?")).conversation.id))
  const removed = ana.call("agent.remove", { agentId: bo.agentId })
  for (const conversationId of ids) await Promise.race([bo.ask("conversation.accept", { conversationId }), ended(bo)])
  await removed
  const { conversations } = await ana.call("conversation.list", { assigneeId: bo.agentId })
  expect(conversations).toEqual([])
  for (const person of people) person.hangUp()
})

test("what waits for a removed agent waits for everybody again", async () => {
  const bo = await newAgent(server, ana, "Bo")
  const vera = await visitor(server)
  const { conversation } = await vera.say("Is anybody there?")
  await bo.call("conversation.accept", { conversationId: conversation.id })
  await ana.call("agent.remove", { agentId: bo.agentId })
  const after = await ana.call("conversation.get", { conversationId: conversation.id })
  expect(after.conversation).toMatchObject({
    assigneeId: null,
    timers: expect.arrayContaining([expect.objectContaining({ kind: "first-touch", state: "running" })]),
  })
  vera.hangUp()
})
