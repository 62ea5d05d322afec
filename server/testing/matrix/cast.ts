import { randomUUID } from "node:crypto"
import { io, type Socket } from "socket.io-client"
import type { CallName, Input, Output, Reply, Role } from "../../../shared/protocol/types"
import type { TestServer } from "../kit"
import { ANA } from "../kit"
import { type Agent, agent, newAgent, post, signIn } from "../people"
import type { ActorName } from "./who-may"

/** A visitor who has just written, and what she wrote. */
export type Vera = { token: string; contactId: string; conversationId: string; messageId: string }

/** How somebody comes to the door: what an HTTP request shows, and what a handshake does. */
export type Shown = { headers: Record<string, string>; auth: Record<string, string>; namespace: "/visitor" | "/agent" }

export type Cast = {
  server: TestServer
  /** Ana arranges what a trial needs. */
  arrange<Name extends CallName>(name: Name, input: Input<Name>): Promise<Output<Name>>
  otherSite: string
  agentIds: Readonly<Record<"Cleo" | "Bo" | "Sam" | "Ana", string>>
  newVera(): Promise<Vera>
  /** A visitor who is about to write for the first time. */
  begin(): Promise<Vera>
  /** The conversation she has begun. */
  conversationOf(vera: Vera): Promise<string>
  /** What somebody shows; Vera is the one of this trial. */
  shown(actor: ActorName, vera: Vera): Shown
  /** Signs somebody in anew, for trials that end a session; nobody else has one. */
  freshCookie(actor: ActorName): Promise<string | null>
  /** The ids of somebody's sessions, the latest first. */
  sessionsOf(actor: ActorName): Promise<string[]>
  /** Makes somebody an agent who belongs to no column. */
  hire(name: string): Promise<{ agentId: string }>
  /** Everything that proves who somebody is, to be found in nobody's answer. */
  secrets: string[]
}

const PAGE = { url: "https://nightingale.example/pricing", title: "Membership and prices" }
const passwordOf = (name: string) => `${name} likes long quiet sentences`
const emailOf = (name: string) => `${name.toLowerCase()}@nightingale.example`

/** Everybody of docs/who-may-what.md, on a server of their own. They are away, so that nothing is offered meanwhile. */
export async function gather(server: TestServer): Promise<Cast> {
  const ana = await agent(server)
  await ana.call("presence.set", { availability: "away" })
  const { site } = await ana.call("site.save", {
    name: "The other shop",
    allowedOrigins: [],
    look: { accent: "#0b6e4f", side: "right", greeting: null },
  })
  const [bo, cleo] = [await away("Bo"), await away("Cleo")]
  const sam = await away("Sam", "supervisor")
  await ana.call("team.save", { name: "Books", agentIds: [bo.agentId], takes: [{ siteId: "default" }] })
  await ana.call("team.save", { name: "Prints", agentIds: [cleo.agentId], takes: [{ siteId: site.id }] })
  const dan = await newAgent(server, ana, "Dan")
  await ana.call("agent.remove", { agentId: dan.agentId })
  const [key, oldKey] = [
    await ana.call("apiKey.create", { name: "key" }),
    await ana.call("apiKey.create", { name: "old" }),
  ]
  await ana.call("apiKey.revoke", { apiKeyId: oldKey.apiKey.id })
  await post(server, "agent.start", {}, bearer(key.secret))
  const [viktor, olga] = [await start("default"), await start(site.id)]
  ana.hangUp()
  const secrets = [ana, bo, cleo, sam, dan].flatMap(({ cookie }) => secretsOf(cookie))
  secrets.push(key.secret, oldKey.secret, viktor.token, olga.token)

  const agentIds = { Cleo: cleo.agentId, Bo: bo.agentId, Sam: sam.agentId, Ana: ana.agentId }

  const atPanel = (headers: Record<string, string>): Shown => ({ headers, auth: {}, namespace: "/agent" })
  const atWidget = (token: string, site = "default"): Shown => ({
    headers: bearer(token),
    auth: { site, token },
    namespace: "/visitor",
  })

  const people: Readonly<Record<Exclude<ActorName, "Vera">, Shown>> = {
    nobody: { headers: {}, auth: { site: "default" }, namespace: "/visitor" },
    Viktor: atWidget(viktor.token),
    Olga: atWidget(olga.token, site.id),
    Cleo: atPanel({ Cookie: cleo.cookie }),
    Bo: atPanel({ Cookie: bo.cookie }),
    Sam: atPanel({ Cookie: sam.cookie }),
    Ana: atPanel({ Cookie: ana.cookie }),
    // No panel opens for him any more, but his browser still shows what it has.
    Dan: { headers: { Cookie: dan.cookie }, auth: { site: "default" }, namespace: "/visitor" },
    key: atPanel(bearer(key.secret)),
    "old key": atPanel(bearer(oldKey.secret)),
  }

  async function away(name: string, role: Role = "agent"): Promise<Agent> {
    const person = await newAgent(server, ana, name, role)
    await person.call("presence.set", { availability: "away" })
    person.hangUp()
    return person
  }

  async function start(site: string, token?: string): Promise<Output<"visitor.start">> {
    return data(await post(server, "visitor.start", { site, token, page: PAGE }))
  }

  async function begin(): Promise<Vera> {
    const { token, contact } = await start("default")
    return { token, contactId: contact.id, conversationId: "none yet", messageId: randomUUID() }
  }

  async function arrange<Name extends CallName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
    return data(await post<Name>(server, name, input, people.Ana.headers))
  }

  return {
    server,
    arrange,
    otherSite: site.id,
    agentIds,
    secrets,
    begin,
    async conversationOf({ token }) {
      const { conversation } = await start("default", token)
      if (!conversation) throw new Error("she has not written")
      return conversation.id
    },
    async newVera() {
      const vera = await begin()
      const words = { id: vera.messageId, body: "Is the yearly membership cheaper?" }
      const said = data(await post(server, "message.send", words, bearer(vera.token)))
      return { ...vera, conversationId: said.conversation.id }
    },
    shown: (actor, vera) => (actor === "Vera" ? atWidget(vera.token) : people[actor]),
    async freshCookie(actor) {
      if (actor === "Ana") return signIn(server, ANA)
      if (actor !== "Bo" && actor !== "Cleo" && actor !== "Sam") return null
      return signIn(server, { email: emailOf(actor), password: passwordOf(actor) })
    },
    async sessionsOf(actor) {
      const whose = actor in agentIds ? agentIds[actor as keyof typeof agentIds] : agentIds.Ana
      const { reads } = server.server.store
      const rows = await reads.selectFrom("session").select("id").where("userId", "=", whose).orderBy("id").execute()
      return rows.map(({ id }) => id).reverse()
    },
    async hire(name) {
      const { token } = await arrange("invitation.create", { email: emailOf(name), name, role: "agent" })
      const made = await post(server, "invitation.accept", { token, password: passwordOf(name) })
      return { agentId: data(made).agent.id }
    },
  }
}

/** What a session's cookie holds, and what the database keeps of it: either would do. */
function secretsOf(cookie: string): string[] {
  const held = cookie.split("=").slice(1).join("=")
  return [held, decodeURIComponent(held).split(".")[0] ?? held]
}

const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` })

function data<T>({ reply }: { reply: Reply<T> }): T {
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`)
  return reply.data
}

/** A line that somebody opened, or the word with which they were turned away. */
export async function openLine({ url }: TestServer, { auth, headers, namespace }: Shown): Promise<Socket | string> {
  const socket = io(url + namespace, {
    transports: ["websocket"],
    auth,
    // A browser sets no bearer in a handshake: a visitor's token goes with `auth`.
    extraHeaders: namespace === "/agent" || headers.Cookie !== undefined ? headers : {},
    reconnection: false,
    forceNew: true,
  })
  const refused = await new Promise<string | null>((decided) => {
    socket.once("connect", () => decided(null))
    socket.once("connect_error", ({ message }) => decided(message))
  })
  if (refused === null) return socket
  socket.disconnect()
  return refused
}
