import { batch, computed, signal } from "@preact/signals"
import type { Connection } from "../../shared/client/connection"
import { createLiveConversation, type LiveConversation } from "../../shared/client/live-conversation"
import type { Event, EventOf, Person, VisitorConversation } from "../../shared/protocol/types"

const TYPING_FADES_AFTER_MS = 6_000

export type Thread = ReturnType<typeof createThread>

/** The visitor's conversation: its summary, its events, and who types in it. */
export function createThread(connection: Connection) {
  const conversation = signal<VisitorConversation | null>(null)
  const live = signal<LiveConversation | null>(null)
  const typing = signal<Person | null>(null)
  let fading: ReturnType<typeof setTimeout> | undefined

  const held = computed(() => live.value?.state.value ?? null)
  const events = computed<readonly Event[]>(() => held.value?.events ?? [])
  /** How far the visitor has read, as this tab, another one or the server knows. */
  const seen = computed(() => conversation.value?.seen.visitor ?? 0)
  /** Who has this conversation; where nobody took it, who answered last. */
  const agent = computed(() => conversation.value?.assignee?.name ?? events.value.findLast(isByAgent)?.by.name ?? null)
  /** That the visitor was told of a miss, the last time. */
  const lastDelay = computed(() => events.value.findLast(isDelay))
  /** The same while no person has reacted to it. */
  const delay = computed(() => {
    const last = events.value.findLast((event) => isDelay(event) || event.by.kind === "agent")
    return last && isDelay(last) ? last : undefined
  })
  const unread = computed(() => events.value.filter((event) => event.seq > seen.value && isNews(event)).length)

  function adopt(next: VisitorConversation, known: readonly Event[] = []): void {
    batch(() => {
      const current = conversation.value
      if (current?.id !== next.id) begin(next, known)
      else if (next.seq >= current.seq) conversation.value = { ...next, seen: furthest(current.seen, next.seen) }
      for (const event of known) receive(event)
    })
  }

  /** What is held is not the server's any more. */
  function forget(): void {
    conversation.value = live.value = null
  }

  function begin(next: VisitorConversation, known: readonly Event[]): void {
    const from = known[0] ? known[0].seq - 1 : 0
    conversation.value = next
    live.value = createLiveConversation(connection, next.id, { from, events: known })
    if (known.length === 0) void live.value.catchUp()
  }

  function receive(event: Event): void {
    if (event.conversationId !== conversation.value?.id) return
    if (event.type === "message.posted" && event.by.kind !== "visitor") typing.value = null
    live.value?.receive(event)
  }

  function seenUpTo(side: "visitor" | "agents", seq: number): void {
    const current = conversation.value
    if (current)
      conversation.value = { ...current, seen: { ...current.seen, [side]: Math.max(seq, current.seen[side]) } }
  }

  connection.on("event", receive)
  connection.on("conversation", (next) => {
    if ("promise" in next) adopt(next)
  })
  connection.on("seen", ({ conversationId, side, seq }) => {
    if (conversationId === conversation.value?.id) seenUpTo(side, seq)
  })
  connection.on("typing", ({ conversationId, by, on }) => {
    if (conversationId !== conversation.value?.id) return
    clearTimeout(fading)
    typing.value = on ? by : null
    fading = setTimeout(() => {
      typing.value = null
    }, TYPING_FADES_AFTER_MS)
  })

  /** Whether the conversation began before what is held here. */
  const hasOlder = computed(() => (held.value?.from ?? 0) > 0)
  /** What the conversation began with. */
  const question = computed(() => (hasOlder.value ? undefined : events.value.find(isMessage)))

  return {
    conversation,
    events,
    agent,
    typing,
    question,
    lastDelay,
    delay,
    unread,
    hasOlder,
    adopt,
    forget,
    receive,
    seenUpTo,
    loadOlder: async () => void (await live.value?.loadOlder()),
  }
}

function furthest(one: VisitorConversation["seen"], other: VisitorConversation["seen"]): VisitorConversation["seen"] {
  return { visitor: Math.max(one.visitor, other.visitor), agents: Math.max(one.agents, other.agents) }
}

const isMessage = ({ type }: Event) => type === "message.posted"

const isDelay = (event: Event): event is EventOf<"delay.told"> => event.type === "delay.told"

const isByAgent = (event: Event) => isMessage(event) && event.by.kind === "agent"

/** A message from the other side, by a person or a robot. */
export function isReply(event: Event): boolean {
  return isMessage(event) && event.by.kind !== "visitor"
}

/** What the visitor is to hear of: a reply, what was promised, and that it was missed. */
export function isNews(event: Event): boolean {
  return isReply(event) || event.type === "promise.made" || event.type === "delay.told"
}
