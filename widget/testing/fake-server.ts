import { signal } from "@preact/signals"
import type { Connection, ConnectionState } from "../../shared/client/connection"
import type {
  CallName,
  ErrorCode,
  Event,
  EventOf,
  Input,
  Output,
  Pushes,
  Reply,
  VisitorConversation,
} from "../../shared/protocol/types"
import type { Start } from "../state/visit"

export const AT = Date.UTC(2026, 10, 23, 14, 30)
export const TWO_MINUTES_MS = 120_000

const VERA = { id: "vera", name: null, email: null, phone: null }
const ID = "conversation-1"

type Placed = "conversationId" | "seq" | "at"
type Unplaced<Each> = Each extends Event ? Omit<Each, Placed> : never
type Happening = Unplaced<Event>

export type FakeServer = ReturnType<typeof createFakeServer>

/** A server of one visitor, Vera, at Nightingale Books: it answers as the real one does and says what it is told to. */
export function createFakeServer() {
  const state = signal<ConnectionState>("connecting")
  const heard = new Map<string, Set<(push: never) => void>>()
  const made: { name: CallName; input: unknown }[] = []
  const refusals = new Map<CallName, ErrorCode>()
  let events: Event[] = []
  let conversation: VisitorConversation | null = null
  let token = "token-of-vera"
  let promise: Start["promise"] = { targetMs: TWO_MINUTES_MS, open: true }
  let epoch = "first"
  let signedIn: string | null = null
  let tellsOnly = Number.POSITIVE_INFINITY

  const answers: { [Name in CallName]?: (input: Input<Name>) => Output<Name> } = {
    "visitor.start": ({ identity, token: shown }): Start => ({
      ...{ token, identified: false, contact: VERA, conversation, events: events.slice(-tellsOnly), now: AT, epoch },
      ...(isSignedIn(identity, shown) && asCustomer),
      site: {
        id: "default",
        name: "Nightingale Books",
        look: { accent: "#2f5d50", side: "right", greeting: null },
      },
      promise,
    }),
    "message.send": ({ id, body }) => {
      const known = events.find((event) => event.type === "message.posted" && event.message.id === id)
      const event = known ?? said({ kind: "visitor" }, body, id)
      const current = changed(known ? {} : { promise: { dueAt: AT + TWO_MINUTES_MS, state: "running" } })
      return { event, conversation: current, duplicate: known !== undefined }
    },
    "events.list": ({ after = 0, before = Number.POSITIVE_INFINITY }) => ({
      events: events.filter(({ seq }) => seq > after && seq < before).slice(-tellsOnly),
      more: false,
    }),
    "contact.save": ({ email = null }) => ({ contact: { ...VERA, email } }),
    "seen.set": () => ({}),
    "typing.set": () => ({}),
    "page.visited": () => ({}),
  }

  /** A signed-in customer who has not written yet. */
  const asCustomer = {
    token: "token-of-4711",
    identified: true,
    contact: { ...VERA, id: "4711" },
    conversation: null,
    events: [],
  }
  const isSignedIn = (identity?: string, shown?: string) =>
    signedIn !== null && (identity === signedIn || shown === asCustomer.token)

  function said(by: Event["by"], body: string, id = `said-${events.length}`): EventOf<"message.posted"> {
    const event = {
      ...({ type: "message.posted", conversationId: ID, seq: events.length + 1, at: AT, by } as const),
      message: { id, body, attachments: [] },
    }
    events = [...events, event]
    return event
  }

  function changed(change: Partial<VisitorConversation>): VisitorConversation {
    const began: VisitorConversation = {
      ...{ id: ID, siteId: "default", contact: VERA, channel: "widget", status: "open", assignee: null, promise: null },
      ...{ seq: 0, createdAt: AT, updatedAt: AT, seen: { visitor: 0, agents: 0 } },
    }
    conversation = { ...began, ...conversation, seq: events.length, ...change }
    return conversation
  }

  const push = <Name extends keyof Pushes>(name: Name, what: Pushes[Name]) => {
    for (const hear of heard.get(name) ?? []) hear(what as never)
  }
  const listen = (name: string, hear: (push: never) => void) => {
    const hearers = heard.get(name) ?? new Set()
    heard.set(name, hearers.add(hear))
    return () => void hearers.delete(hear)
  }

  const connection: Connection = {
    state,
    async call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Reply<Output<Name>>> {
      const refusal = state.value === "online" ? refusals.get(name) : "unavailable"
      if (refusal) return { ok: false, error: { code: refusal, message: "" } }
      made.push({ name, input })
      const answer = answers[name]
      if (!answer) throw new Error(`Nobody taught the fake server ${name}`)
      return { ok: true, data: answer(input) }
    },
    on: listen,
    onConnect: (start) => listen("connect", start),
    connect() {
      state.value = "online"
      for (const start of heard.get("connect") ?? []) (start as () => void)()
    },
    close() {
      state.value = "offline"
    },
  }

  return {
    connection,
    push,
    inputsOf: (name: CallName) => made.filter((each) => each.name === name).map((each) => each.input),
    refuse: (name: CallName, code: ErrorCode) => void refusals.set(name, code),
    accept: (name: CallName) => void refusals.delete(name),
    becomes: (next: string) => {
      token = next
    },
    /** Knows a customer by this identity, and nobody by another. */
    knows: (identity: string) => {
      signedIn = identity
    },
    /** What it tells before anything is written. */
    promises: (next: Start["promise"]) => {
      promise = next
    },
    /** Tells no more than so many of the newest events at once. */
    tellOnly: (count: number) => {
      tellsOnly = count
    },
    messages: () => events.flatMap((event) => (event.type === "message.posted" ? [event.message.body] : [])),
    change: (change: Partial<VisitorConversation>) => push("conversation", changed(change)),
    /** Somebody on the other side answers. A person has the conversation from then on. */
    answer(body: string, by: Event["by"] = { kind: "agent", name: "Ana" }): void {
      push("event", said(by, body))
      const person = by.kind === "agent"
      push("conversation", changed(person ? { promise: null, assignee: { name: by.name ?? "" } } : {}))
    },
    /** Something else happens, and from then on this is promised. */
    happens(what: Happening, promise: VisitorConversation["promise"] = null): void {
      const event = { ...what, conversationId: ID, seq: events.length + 1, at: AT }
      events = [...events, event]
      push("event", event)
      push("conversation", changed({ promise }))
    },
    /** A person answers what nobody took. */
    answerInPassing(body: string, name: string): void {
      push("event", said({ kind: "agent", name }, body))
      push("conversation", changed({ promise: null }))
    },
    /** A backup is restored: only the first so many events are left. */
    restore(count: number): void {
      events = events.slice(0, count)
      conversation = conversation && count > 0 ? { ...conversation, seq: events.length } : null
      epoch = "second"
    },
    /** Said while the line was down: it is on record, and nobody was told. */
    answerUnheard: (body: string) => void said({ kind: "agent", name: "Ana" }, body),
  }
}
