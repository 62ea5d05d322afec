import { randomUUID } from "node:crypto"
import { afterEach, describe, expect, test } from "vitest"
import { DIALECTS, startTestServer, type TestServer } from "./testing/kit"
import { post, type Visitor, visitor } from "./testing/people"
import { until } from "./testing/until"

/** A supervisor's patience ends sooner or later; ours is 9 s (main.ts). */
const STOPS_WITHIN_MS = 3_000

describe.each(DIALECTS)("a server on %s", (dialect) => {
  let server: TestServer
  afterEach(() => server.stop())

  test("stops while people write without a pause, and keeps what it acknowledged (W1, F27)", async () => {
    server = await startTestServer({ dialect })
    const people = await Promise.all(Array.from({ length: 8 }, () => visitor(server)))
    const acknowledged: string[] = []
    let writing = true
    const write = async (send: (id: string) => Promise<boolean>) => {
      while (writing) {
        const id = randomUUID()
        if (await send(id)) acknowledged.push(id)
      }
    }
    const overLine = (person: Visitor) =>
      write(async (id) => (await person.ask("message.send", { id, body: "And?" })).ok)
    const overHttp = ({ token }: Visitor) =>
      write(async (id) => {
        const sent = post(server, "message.send", { id, body: "And?" }, { Authorization: `Bearer ${token}` })
        return (await sent.catch(() => ({ status: 0 }))).status === 200
      })
    const writers = people.flatMap((person) => [overLine(person), overLine(person), overLine(person), overHttp(person)])
    await until("the server to be busy", () => acknowledged.length > 200)
    const startedAt = performance.now()
    await server.restart(() => {
      expect(performance.now() - startedAt).toBeLessThan(STOPS_WITHIN_MS)
      writing = false
    })
    await Promise.all(writers)
    for (const person of people) person.hangUp()
    const rows = await server.server.store.reads.selectFrom("message").select("id").execute()
    const stored = new Set(rows.map(({ id }) => id))
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
  })
})
