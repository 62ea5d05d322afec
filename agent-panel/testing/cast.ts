import type { Agent, AgentConversation, Event, Offer, Output, Timer } from "../../shared/protocol/types"

/** The moment at which tests begin. */
export const NOON = Date.UTC(2026, 10, 23, 12)
const TWO_MINUTES_MS = 120_000

export const ana: Agent = agent("ana", "Ana")
export const bo: Agent = agent("bo", "Bo")

function agent(id: string, name: string): Agent {
  return {
    id,
    name,
    email: `${id}@nightingale.example`,
    role: "agent",
    availability: "online",
    awayFor: null,
    capacity: 5,
    connected: true,
    removed: false,
  }
}

/** A wait that falls due so many seconds from noon. */
export function waitingFor(seconds: number): Timer {
  const dueAt = NOON + seconds * 1_000
  return {
    id: `timer-${seconds}`,
    kind: "first-touch",
    policyId: "default",
    startedAt: dueAt - TWO_MINUTES_MS,
    targetMs: TWO_MINUTES_MS,
    dueAt,
    stoppedAt: null,
    stoppedFor: null,
    escalatedAt: null,
    breachedAt: null,
    state: "running",
  }
}

/** Rings Ana alone for 45 seconds from noon on, unless told otherwise. */
export function offer(id: string, changes: Partial<Offer> = {}): Offer {
  return {
    id: `offer-${id}`,
    timerId: `timer-${id}`,
    agentId: ana.id,
    teamId: null,
    reason: "first",
    from: null,
    offeredAt: NOON,
    expiresAt: NOON + 45_000,
    ...changes,
  }
}

type Changes = Partial<Omit<AgentConversation, "contact">> & { name?: string; said?: string }

export function conversation(id: string, { name = id, said: body = "Do you ship?", ...changes }: Changes = {}) {
  const by = { kind: "visitor" as const, id: `contact-${id}`, name }
  return {
    id,
    siteId: "nightingale",
    contact: { id: `contact-${id}`, name, email: null, phone: null },
    channel: "widget",
    status: "open",
    seq: 2,
    createdAt: NOON,
    updatedAt: NOON,
    seen: { visitor: 0, agents: 0 },
    assigneeId: null,
    teamId: null,
    timers: [],
    offer: null,
    snoozedUntil: null,
    page: null,
    lastMessage: { body, by, at: NOON, seq: 2 },
    ...changes,
  } satisfies AgentConversation as AgentConversation
}

export function opened(conversationId: string): Event {
  return { type: "conversation.opened", conversationId, seq: 1, at: NOON, by: { kind: "visitor" }, page: null }
}

export function said(conversationId: string, seq: number, body: string, by: Event["by"] = { kind: "visitor" }): Event {
  const message = { id: `message-${conversationId}-${seq}`, body, attachments: [] }
  return { type: "message.posted", conversationId, seq, at: NOON + seq, by, message }
}

export function start(conversations: AgentConversation[]): Output<"agent.start"> {
  return {
    me: ana,
    agents: [ana, bo],
    sites: [
      {
        id: "nightingale",
        name: "Nightingale Books",
        look: { accent: "#0b6e4f", side: "right", greeting: null },
        allowedOrigins: [],
        retentionDays: 365,
        createdAt: NOON,
      },
    ],
    policies: [],
    teams: [],
    conversations,
    visitors: [],
    now: NOON,
    epoch: "first",
  }
}
