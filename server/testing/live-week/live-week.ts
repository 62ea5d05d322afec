import { randomUUID } from "node:crypto"
import { sql } from "kysely"
import { type CrewMember, course, type Happening, type Seen } from "../../../shared/simulator/course"
import type { Week } from "../../../shared/simulator/simulate"
import type { TestServer } from "../kit"
import { type Agent, post } from "../people"
import { openDeskRows } from "./desk-rows"

/** Somebody of the crew, at a real line. */
export type AtLine = CrewMember & { line: Agent }

/**
 * Lives through a week on a real server on SQLite: its agents do what the simulated ones do, each at a line of their own.
 * Resolves with the ids of the conversations, in the order in which they arrived.
 */
export async function liveThrough(
  server: TestServer,
  { arrivals, until }: Week,
  crew: readonly AtLine[],
): Promise<string[]> {
  const { db, file } = server.server.store
  if (file === null) throw new Error("a week is lived through on SQLite")
  // What survives a power cut is asked elsewhere: here nobody waits for the disk.
  await sql`pragma synchronous = off`.execute(db)
  const ids: string[] = []
  const rows = openDeskRows(file, ids)
  const take = async (happening: Happening): Promise<Seen> => {
    await moveTo(server, happening.at)
    if (happening.do === "open") ids.push(await write(server))
    else if (happening.do !== "fall-due") await act(crew, ids, happening)
    await server.elapse(0)
    return rows.look()
  }
  const steps = course({ arrivals, crew }, until)
  for (let step = steps.next(); !step.done; step = steps.next(await take(step.value)));
  await moveTo(server, until)
  rows.close()
  return ids
}

/** Presence lapses after 45 s, so that long times pass in steps of less as long as somebody might have something. */
const STEP_MS = 30_000
const MOST_STEPS = 4

async function moveTo(server: TestServer, at: number): Promise<void> {
  const { clock } = server
  for (let step = 0; step < MOST_STEPS && at - clock.now() > STEP_MS; step++) await server.leapTo(clock.now() + STEP_MS)
  // Before something happens, every line says that it lives.
  if (at - clock.now() > STEP_MS) await server.leapTo(at - 1)
  if (at > clock.now()) await server.leapTo(at)
  await server.elapse(0)
}

const PAGE = { url: "https://nightingale.example/pricing", title: "Membership and prices" }

/** Somebody new writes; resolves with the conversation's id. */
async function write(server: TestServer): Promise<string> {
  const { reply: started } = await post(server, "visitor.start", { site: "default", page: PAGE })
  if (!started.ok) throw new Error(started.error.message)
  const message = { id: randomUUID(), body: "Is the yearly membership cheaper?" }
  const { reply } = await post(server, "message.send", message, { Authorization: `Bearer ${started.data.token}` })
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.data.conversation.id
}

type Deed = Extract<Happening, { agentId: string }>

async function act(crew: readonly AtLine[], ids: readonly string[], deed: Deed): Promise<void> {
  const line = crew.find(({ id }) => id === deed.agentId)?.line
  if (!line) throw new Error(`nobody is called ${deed.agentId}`)
  if (deed.do === "come") await line.call("presence.set", { availability: "online" })
  else if (deed.do === "leave") await line.call("presence.set", { availability: "away" })
  else await VERBS[deed.do](line, ids[deed.conversation] ?? "")
}

const VERBS = {
  accept: (line: Agent, conversationId: string) => line.call("conversation.accept", { conversationId }),
  type: (line: Agent, conversationId: string) => line.call("typing.set", { conversationId, on: true }),
  reply: (line: Agent, conversationId: string) => line.say("Yes, by a fifth", conversationId),
  resolve: (line: Agent, conversationId: string) => line.call("conversation.resolve", { conversationId }),
}
