import { randomUUID } from "node:crypto"
import { io, type Socket } from "socket.io-client"
import { createLiveConversation, type LiveConversation } from "../../shared/client/live-conversation"
import type { ConversationState } from "../../shared/conversation"
import type { CallName, Event, Input, Output, Pushes, Reply, Role } from "../../shared/protocol/types"
import { ANA } from "./kit"
import { until } from "./until"

export { until }

/** A person at a real line to a real server: what they were told, and what they can say. */
export type Somebody = {
  socket: Socket
  /** Makes a call and gives its reply, good or bad. */
  ask<Name extends CallName>(name: Name, input: Input<Name>): Promise<Reply<Output<Name>>>
  /** Makes a call that must succeed. */
  call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Output<Name>>
  /** Everything the server said by itself, in order. */
  heard<Name extends keyof Pushes>(name: Name): Pushes[Name][]
  /** What this person holds of a conversation: kept by the same function as in the browser. */
  sees(conversationId: string): ConversationState
  /** Says something; resolves once the server has it. */
  say(body: string, conversationId?: string): Promise<Output<"message.send">>
  hangUp(): void
}

export type Visitor = Somebody & { token: string; contactId: string; started: Output<"visitor.start"> }
export type Agent = Somebody & { agentId: string; cookie: string; started: Output<"agent.start"> }

type Where = { url: string }

const PRICING = { url: "https://nightingale.example/pricing", title: "Membership and prices" }

export type VisitorOptions = Partial<Pick<Input<"visitor.start">, "token" | "site" | "page" | "identity">> & {
  transport?: "websocket" | "polling"
}

/** A visitor with the chat open, such as Vera. */
export async function visitor(
  { url }: Where,
  { site = "default", page = PRICING, transport = "websocket", ...shown }: VisitorOptions = {},
) {
  const socket = io(`${url}/visitor`, {
    transports: [transport],
    upgrade: false,
    auth: { site, token: shown.token },
    query: { site },
    forceNew: true,
  })
  const person = await connected(socket)
  const started = await person.call("visitor.start", { site, page, ...shown })
  return { ...person, started, token: started.token, contactId: started.contact.id } satisfies Visitor
}

/** An agent with the panel open; Ana, the owner, unless others are named. */
export async function agent(where: Where, who: { email: string; password: string } = ANA): Promise<Agent> {
  const cookie = await signIn(where, who)
  const person = await lineOf(where, { cookie })
  const started = await person.call("agent.start", {})
  return { ...person, cookie, started, agentId: started.me.id }
}

/** A line of an agent's, carried by a session's cookie or a program's key. */
export function lineOf({ url }: Where, extraHeaders: Record<string, string>): Promise<Somebody> {
  return connected(io(`${url}/agent`, { transports: ["websocket"], extraHeaders, forceNew: true }))
}

/** Invites somebody, lets them in, and opens their panel: Bo, say. */
export async function newAgent(where: Where, owner: Agent, name: string, role: Role = "agent"): Promise<Agent> {
  const password = `${name} likes long quiet sentences`
  const email = `${name.toLowerCase()}@nightingale.example`
  const { token } = await owner.call("invitation.create", { email, name, role })
  await post(where, "invitation.accept", { token, password })
  return agent(where, { email, password })
}

/** Signs in as the panel does and gives the session's cookie. */
export async function signIn(
  { url }: Where,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: url },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`sign-in answered ${response.status}`)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ")
}

/** A call over HTTP. */
export async function post<Name extends CallName>(
  { url }: Where,
  name: Name,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; reply: Reply<Output<Name>> }> {
  const response = await fetch(`${url}/api/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(input),
  })
  return { status: response.status, reply: await response.json() }
}

async function connected(socket: Socket): Promise<Somebody> {
  const told: { name: string; push: unknown }[] = []
  const held = new Map<string, LiveConversation>()
  socket.onAny((name: string, push: unknown) => {
    told.push({ name, push })
    if (name === "event") live((push as Event).conversationId).receive(push as Event)
  })

  function live(conversationId: string): LiveConversation {
    const known = held.get(conversationId)
    if (known) return known
    const conversation = createLiveConversation({ call: ask }, conversationId)
    held.set(conversationId, conversation)
    return conversation
  }

  async function ask<Name extends CallName>(name: Name, input: Input<Name>): Promise<Reply<Output<Name>>> {
    try {
      return await socket.timeout(5_000).emitWithAck(name, input)
    } catch {
      // As in the browser: a line that was cut while waiting leaves the outcome unknown.
      return { ok: false, error: { code: "unavailable", message: "The line was cut." } }
    }
  }

  async function call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
    const reply = await ask(name, input)
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`)
    return reply.data
  }

  await new Promise<void>((opened, refused) => {
    socket.once("connect", opened)
    socket.once("connect_error", refused)
  })
  return {
    socket,
    ask,
    call,
    heard: (name) => told.filter((each) => each.name === name).map((each) => each.push as never),
    sees: (conversationId) => live(conversationId).state.value,
    say: (body, conversationId) =>
      call("message.send", { id: randomUUID(), body, ...(conversationId !== undefined && { conversationId }) }),
    hangUp: () => void socket.disconnect(),
  }
}

/** Everything of a conversation as the server has it stored, for this person. */
export async function stored(person: Somebody, conversationId: string): Promise<Event[]> {
  const { events } = await person.call("events.list", { conversationId, limit: 1_000 })
  return events
}

/** Waits until a person was told everything, and gives what they see beside what is stored: the two must be equal. */
export async function seenAndStored(person: Somebody, conversationId: string) {
  const events = await stored(person, conversationId)
  const last = events.at(-1)?.seq ?? 0
  await until(`seq ${last} to be heard`, () => person.sees(conversationId).seq >= last)
  return { seen: person.sees(conversationId).events, stored: events }
}
