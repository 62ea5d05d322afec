import { afterEach, expect, test } from "vitest"
import { startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent } from "../../testing/people"
import { until } from "../../testing/until"

const FIVE_SECONDS_MS = 5_000

const servers: TestServer[] = []
const start = async (options: Parameters<typeof startTestServer>[0]) => {
  const server = await startTestServer(options)
  servers.unshift(server)
  return server
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

const ended = (who: Agent) => until("the line to end", () => !who.socket.connected)

test.each([
  ["is removed", (ana: Agent, agentId: string) => ana.call("agent.remove", { agentId })],
  [
    "has another role",
    (ana: Agent, agentId: string) => ana.call("agent.save", { agentId, role: "supervisor" as const }),
  ],
])("whoever %s on one node has no line on another five seconds later (V35)", async (_what, decide) => {
  const one = await start({ dialect: "postgres" })
  const other = await start({ beside: one })
  const ana = await agent(one)
  const bo = await newAgent(other, await agent(other), "Bo")
  await other.elapse(FIVE_SECONDS_MS)
  expect(bo.socket.connected).toBe(true)
  await decide(ana, bo.agentId)
  expect(bo.socket.connected).toBe(true)
  await other.elapse(FIVE_SECONDS_MS)
  await ended(bo)
})

test("a line does not outlive the session it came with (V35)", async () => {
  const server = await start({})
  const ana = await agent(server)
  const { expiresAt } = await server.server.store.reads
    .selectFrom("session")
    .select("expiresAt")
    .executeTakeFirstOrThrow()
  // The library's own clock is the one on the wall.
  await server.leapTo(new Date(expiresAt).getTime())
  await server.elapse(FIVE_SECONDS_MS)
  await ended(ana)
})

test("a session that is ended from another browser takes its line with it (V35)", async () => {
  const server = await start({})
  const [desk, phone] = [await agent(server), await agent(server)]
  const { sessions } = await desk.call("session.list", {})
  const other = sessions.find(({ current }) => !current)
  expect(sessions).toHaveLength(2)
  await desk.call("session.revoke", { sessionId: other?.id ?? "" })
  await ended(phone)
  expect(desk.socket.connected).toBe(true)
  expect((await desk.call("session.list", {})).sessions).toHaveLength(1)
  desk.hangUp()
})
