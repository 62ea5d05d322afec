import { randomUUID } from "node:crypto"
import { io } from "socket.io-client"
import { type ConnectionOptions, createConnection } from "../../../shared/client/connection"
import { createLiveConversation, type LiveConversation } from "../../../shared/client/live-conversation"
import { createOutgoing, type Keep, type Pending } from "../../../shared/client/outgoing"
import type { CallError, Event, Output, Reply } from "../../../shared/protocol/types"
import type { Ledger, Sight } from "./history"
import "../no-browser"

/** Somebody at a chat, with the product's own line, outbox and memory of what was said. */
export type Client = {
  name: string
  /** Writes something that nobody has written before; `more` follows it. */
  write(conversationId?: string, more?: string): void
  /** How many messages are not acknowledged yet. */
  readonly pending: number
  /** The conversations this one knows of. */
  readonly conversationIds: readonly string[]
  readonly isOnline: boolean
  /** The seq up to which this one holds a conversation. */
  seqOf(conversationId: string): number
  catchUp(): Promise<void>
  sights(): Sight[]
  /** How they came in, for another tab of the same person. */
  readonly token: string | undefined
  close(): void
}

type Who = { name: string; url: string; ledger: Ledger }

const notYet: { ok: false; error: CallError } = { ok: false, error: { code: "unavailable", message: "" } }
const AGAIN_AFTER_MS = 500
const PAGE = { url: "https://nightingale.example/pricing", title: "Membership and prices" }

type Start = Output<"visitor.start"> | Output<"agent.start">

type Entrance = {
  line: Pick<ConnectionOptions, "namespace" | "site" | "auth">
  headers?: Record<string, string>
  enter(connection: ReturnType<typeof createConnection>): Promise<Reply<Start>>
}

/** A visitor such as Vera; with a token, another tab of hers. */
export function openChat(who: Who, tokenOf: () => string | undefined = () => undefined): Client {
  let own: string | undefined
  const token = () => own ?? tokenOf()
  const client = openClient(who, {
    line: { namespace: "/visitor", site: "default", auth: () => ({ site: "default", token: token() }) },
    async enter(connection) {
      const known = token()
      const reply = await connection.call("visitor.start", {
        site: "default",
        page: PAGE,
        ...(known !== undefined && { token: known }),
      })
      if (reply.ok) own = reply.data.token
      return reply
    },
  })
  return Object.defineProperty(client, "token", { get: token })
}

/** An agent such as Ana, whom a session's cookie lets in. */
export function openPanel(who: Who, cookie: string): Client {
  return openClient(who, {
    line: { namespace: "/agent" },
    headers: { cookie },
    enter: (connection) => connection.call("agent.start", {}),
  })
}

function openClient({ name, url, ledger }: Who, { line, headers, enter }: Entrance): Client {
  const held = new Map<string, LiveConversation>()
  let written = 0
  let isIn = false
  const connection = createConnection({
    ...line,
    url,
    io: (address, options) => io(address, { ...options, forceNew: true, ...(headers && { extraHeaders: headers }) }),
  })
  const outgoing = createOutgoing(post, inMemory())

  async function post({ id, body, conversationId }: Pending): Promise<Reply<{ event: Event }>> {
    if (!isIn) return notYet
    const reply = await connection.call("message.send", { id, body, ...(conversationId && { conversationId }) })
    if (reply.ok) {
      ledger.settled(id, "ok", reply.data.conversation.id)
      live(reply.data.conversation.id).receive(reply.data.event)
      return reply
    }
    if (reply.error.code === "unauthenticated") return notYet
    if (!["unavailable", "rate_limited", "internal"].includes(reply.error.code)) ledger.settled(id, "fail", null)
    return reply
  }

  function live(conversationId: string): LiveConversation {
    const known = held.get(conversationId)
    if (known) return known
    const conversation = createLiveConversation(connection, conversationId)
    held.set(conversationId, conversation)
    return conversation
  }

  async function begin(): Promise<void> {
    isIn = false
    const reply = await enter(connection)
    if (!reply.ok) {
      if (connection.state.value === "online") setTimeout(() => void begin(), AGAIN_AFTER_MS)
      return
    }
    isIn = true
    const conversations = "conversations" in reply.data ? reply.data.conversations : [reply.data.conversation]
    for (const conversation of conversations) if (conversation) live(conversation.id)
    void outgoing.flush()
    await catchUp()
  }

  async function catchUp(): Promise<void> {
    await Promise.all([...held.values()].map((conversation) => conversation.catchUp()))
  }

  connection.onConnect(() => void begin())
  connection.on("event", (event) => {
    live(event.conversationId).receive(event)
    // Whoever sees their own message there sends it no more: it counts as acknowledged.
    const own = event.type === "message.posted" && outgoing.pending.value.find(({ id }) => id === event.message.id)
    if (own) ledger.settled(own.id, "ok", event.conversationId)
    outgoing.confirm(event)
  })
  connection.connect()

  return {
    name,
    write(conversationId, more = "") {
      const body = `${name} writes ${++written}${more}`
      const id = randomUUID()
      ledger.sent({ id, body, sender: name })
      outgoing.send({ id, kind: "message", body, conversationId, writtenAt: Date.now() })
    },
    get pending() {
      return outgoing.pending.value.length
    },
    get conversationIds() {
      return [...held.keys()]
    },
    get isOnline() {
      return isIn && connection.state.value === "online"
    },
    seqOf: (conversationId) => held.get(conversationId)?.state.value.seq ?? 0,
    catchUp,
    sights: () =>
      [...held].map(([conversationId, { state }]) => ({
        observer: name,
        conversationId,
        messages: state.value.events.flatMap((event) => (event.type === "message.posted" ? [event.message] : [])),
      })),
    token: undefined,
    close: () => connection.close(),
  }
}

function inMemory(): Keep {
  let kept: readonly Pending[] = []
  return {
    load: () => kept,
    save(pending) {
      kept = pending
    },
  }
}
