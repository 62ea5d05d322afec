import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { CallName } from "../../../shared/protocol/types"
import { png, token, upload } from "../files"
import { startTestServer } from "../kit"
import { changedTables, storedRows } from "../stored-rows"
import { type Cast, gather, type Vera } from "./cast"
import { EXAMPLES } from "./examples"
import { createTrials, outcomeOf, TRANSPORTS, type Trials } from "./trial"
import { ACTORS, type ActorName, type Expected, whoMay } from "./who-may"

type Asked = { cast: Cast; vera: Vera; actor: ActorName }
type Field = { name: CallName; input(asked: Asked): unknown }

/** The id somebody has as an agent; for those who are none, Bo's. */
function ownId({ cast, actor }: Asked): string {
  const own = actor === "key" ? "Ana" : actor
  return own in cast.agentIds ? cast.agentIds[own as "Bo"] : cast.agentIds.Bo
}

const page = { url: "https://nightingale.example/pricing", title: "Membership and prices" }

/** What is asked in each row of the table. */
const FIELDS: Record<string, Field> = {
  "agent.save with one's own role": {
    name: "agent.save",
    // The owner keeps hers: she is the last.
    input: (asked) => ({ agentId: ownId(asked), role: asked.actor === "Sam" ? "agent" : "owner" }),
  },
  "agent.save with another's name": {
    name: "agent.save",
    input: ({ cast, actor }) => ({ agentId: actor === "Cleo" ? cast.agentIds.Bo : cast.agentIds.Cleo, name: "Eve" }),
  },
  "agent.save with another's role": {
    name: "agent.save",
    input: ({ cast, actor }) => ({ agentId: actor === "Cleo" ? cast.agentIds.Bo : cast.agentIds.Cleo, role: "agent" }),
  },
  "agent.save with one's own capacity": {
    name: "agent.save",
    input: (asked) => ({ agentId: ownId(asked), capacity: 100 }),
  },
  "contact.save with Vera as a customer": {
    name: "contact.save",
    input: ({ vera }) => ({ contactId: vera.contactId, customer: true }),
  },
  "message.send under the id of Vera's message": {
    name: "message.send",
    input: ({ vera }) => ({ id: vera.messageId, conversationId: vera.conversationId, body: "Other words" }),
  },
  "message.send with a file Vera has not sent": {
    name: "message.send",
    input: async ({ cast, vera, actor }) => ({
      id: randomUUID(),
      body: "",
      attachmentIds: [(await upload(cast.server, token(vera), "a.png", png(1, 1))).id],
      // Visitors have none of hers, and would begin one of their own.
      ...(actor !== "Viktor" && actor !== "Olga" && { conversationId: vera.conversationId }),
    }),
  },
}

/** What the server says of a thing and nobody may say of it: whose it is, who did it, when. */
const NOBODY_SAYS = {
  "message.send": { by: { kind: "agent" }, senderId: "ana", at: 0, seq: 1, siteId: "default", contactId: "vera" },
  "contact.save": { siteId: "default", createdAt: 0, id: "vera" },
  "conversation.assign": { siteId: "default", contactId: "vera", by: { kind: "system" }, fromTeamId: null },
  "agent.save": { email: "eve@nightingale.example", removedAt: null, passwordHash: "x", emailVerified: true },
  "note.add": { by: { kind: "system" }, seq: 1 },
  "site.save": { createdAt: 0 },
  "apiKey.create": { agentId: "ana", role: "owner", secret: "ft_known" },
  "invitation.create": { token: "known", expiresAt: 0 },
} satisfies { [Name in CallName]?: object }

let cast: Cast
let trials: Trials
const table = whoMay("call and field")

beforeAll(async () => {
  cast = await gather(await startTestServer())
  trials = createTrials(cast)
})
afterAll(async () => {
  trials.close()
  await cast.server.stop()
})

test("each field that is tried has a row, and each row is tried", () => {
  expect([...table.keys()].sort()).toEqual(Object.keys(FIELDS).sort())
})

test.each(Object.entries(FIELDS))(
  "%s: what the table says, and nothing changes for the rest (V31)",
  async (row, field) => {
    const found: Record<string, string> = {}
    const changed: string[] = []
    for (const actor of ACTORS) {
      for (const transport of TRANSPORTS) {
        const vera = await cast.newVera()
        const asked = { cast, vera, actor }
        const input = await field.input(asked)
        const before = await storedRows(cast.server)
        const reply = await trials.attempt({ actor, name: field.name, transport, vera, input })
        found[`${actor} ${transport}`] = outcomeOf(reply)
        if (reply.ok) continue
        if (changedTables(before, await storedRows(cast.server)).length > 0) changed.push(actor)
      }
    }
    expect(found).toEqual(bothWays(table.get(row)))
    expect(changed).toEqual([])
  },
)

test.each(Object.entries(NOBODY_SAYS))("%s takes nothing beyond its fields, from anybody (V23)", async (name, more) => {
  for (const actor of ACTORS) {
    const vera = await cast.newVera()
    const input = await EXAMPLES[name as "message.send"]({ cast, vera, actor })
    for (const [key, value] of Object.entries(more)) {
      const asked = { ...input, [key]: value }
      const reply = await trials.attempt({ actor, name: name as CallName, transport: "http", vera, input: asked })
      expect([actor, key, reply.ok]).toEqual([actor, key, false])
      if (actor === "Ana") expect([key, outcomeOf(reply)]).toEqual([key, "400"])
    }
  }
})

test("what a visitor says is said by that visitor, whatever else the frame tells (V30)", async () => {
  const vera = await cast.newVera()
  const input = { id: randomUUID(), body: "Hello" }
  const reply = await trials.attempt({ actor: "Viktor", name: "message.send", transport: "socket", vera, input })
  expect(reply).toMatchObject({ ok: true, data: { event: { by: { kind: "visitor" } } } })
})

test("a token of one site opens nothing on another (V23, V27)", async () => {
  const vera = await cast.newVera()
  const input = { site: cast.otherSite, token: vera.token, page }
  const reply = await trials.attempt({ actor: "nobody", name: "visitor.start", transport: "http", vera, input })
  expect(reply).toMatchObject({ ok: true, data: { conversation: null, events: [] } })
  expect(JSON.stringify(reply)).not.toContain(vera.contactId)
})

function bothWays(row: Expected | undefined) {
  const cells = ACTORS.flatMap((actor) => TRANSPORTS.map((transport) => [`${actor} ${transport}`, row?.[actor]]))
  return Object.fromEntries(cells)
}
