import { randomUUID } from "node:crypto"
import type { Socket } from "socket.io-client"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { EVENT_AUDIENCE } from "../../../shared/protocol/events"
import { pushes } from "../../../shared/protocol/pushes"
import type { CallName, Input } from "../../../shared/protocol/types"
import { startTestServer } from "../kit"
import { until } from "../people"
import { type Cast, gather, openLine, type Vera } from "./cast"
import { ACTORS, type ActorName, whoMay } from "./who-may"

const MINUTE_MS = 60_000
const look = { accent: "#0b6e4f", side: "right", greeting: null } as const

let cast: Cast
let vera: Vera
const lines = new Map<ActorName, Socket>()
/** What each of them heard: the names of pushes, and of events. */
const heard = new Map<ActorName, Set<string>>(ACTORS.map((actor) => [actor, new Set()]))

beforeAll(async () => {
  cast = await gather(await startTestServer())
  vera = await cast.begin()
  for (const actor of ACTORS) await listen(actor)
  await everythingHappens()
  await cast.server.stop()
})
afterAll(() => {
  for (const line of lines.values()) line.disconnect()
})

async function listen(actor: ActorName): Promise<void> {
  const line = await openLine(cast.server, cast.shown(actor, vera))
  // Whoever is turned away hears nothing.
  if (typeof line === "string") return
  lines.set(actor, line)
  line.onAny((name: string, said: { type?: string }) => {
    heard.get(actor)?.add(name)
    if (name === "event" && said.type) heard.get(actor)?.add(said.type)
  })
}

async function says<Name extends CallName>(actor: ActorName, name: Name, input: Input<Name>): Promise<void> {
  const reply = await lines.get(actor)?.emitWithAck(name, input)
  if (!reply?.ok) throw new Error(`${actor} ${name}: ${JSON.stringify(reply)}`)
}

/** A conversation in which everything there is happens, and nothing happens to anybody else. */
async function everythingHappens(): Promise<void> {
  const { server } = cast
  const anAgentHeard = (type: string) => until(`${type} to be heard`, () => heard.get("Ana")?.has(type))
  await says("Bo", "presence.set", { availability: "online" })
  await says("Vera", "message.send", { id: vera.messageId, body: "Is the yearly membership cheaper?" })
  vera.conversationId = await cast.conversationOf(vera)
  const here = { conversationId: vera.conversationId }
  const say = (actor: ActorName, body: string) =>
    says(actor, "message.send", { ...(actor !== "Vera" && here), id: randomUUID(), body })
  await says("Vera", "contact.save", { name: "Vera" })
  await server.elapse(0)
  await anAgentHeard("offer.made")
  await says("Bo", "typing.set", { ...here, on: true })
  await anAgentHeard("step.postponed")
  await server.elapse(3 * MINUTE_MS)
  await say("Bo", "It is, by a third. Shall I order it for you?")
  await say("Vera", "What do I get for it?")
  await says("Vera", "typing.set", { ...here, on: true })
  await say("Bo", "Every new book a week before it is in the shops.")
  await says("Vera", "seen.set", { ...here, seq: 100 })
  await says("Bo", "typing.set", { ...here, on: false })
  await says("Bo", "note.add", { ...here, id: randomUUID(), body: "She has asked before." })
  await says("Ana", "conversation.assign", { ...here, assigneeId: null })
  await says("Bo", "promise.make", { ...here, dueAt: server.clock.now() + MINUTE_MS })
  await says("Bo", "promise.keep", here)
  await says("Bo", "conversation.snooze", { ...here, until: server.clock.now() + MINUTE_MS })
  await says("Bo", "conversation.resolve", here)
  await says("Bo", "conversation.reopen", here)
  await says("Ana", "site.save", { name: "A third shop", allowedOrigins: [], look })
  await says("Ana", "policy.save", { name: "Everybody" })
  await says("Ana", "contact.erase", { contactId: (await cast.newVera()).contactId })
  await server.server.settled()
  // Whatever was pushed on a line before this answer has arrived with it.
  for (const line of lines.values()) await line.emitWithAck("nothing", {})
}

const whoHeard = (what: string) =>
  Object.fromEntries(ACTORS.map((actor) => [actor, heard.get(actor)?.has(what) ? "yes" : "no"]))

describe("what is heard of Vera's conversation", () => {
  const [ofPushes, ofEvents] = [whoMay("push"), whoMay("event")]

  test("each push and each event has a row (V36)", () => {
    expect([...ofPushes.keys()].sort()).toEqual(Object.keys(pushes).sort())
    expect([...ofEvents.keys()].sort()).toEqual(Object.keys(EVENT_AUDIENCE).sort())
  })

  test.each([...ofPushes])("%s is pushed to those of its row alone (V20, V22, V30)", (push, row) => {
    expect(whoHeard(push)).toEqual(row)
  })

  test.each([...ofEvents])("%s is heard by those of its row alone (V20, V22)", (event, row) => {
    expect(whoHeard(event)).toEqual(row)
  })
})
