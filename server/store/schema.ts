import type { Kysely, Transaction } from "kysely"

/** The tables, as both databases hold them. Times are milliseconds since the epoch; `…Json` columns hold JSON text. */
export type Schema = {
  setting: { key: string; value: string }
  site: { id: string; name: string; lookJson: string; allowedOriginsJson: string; createdAt: number }
  refusedOrigin: { siteId: string; origin: string; count: number; lastAt: number }
  policy: { id: string; name: string; targetsJson: string; hoursJson: string | null; updatedAt: number }
  contact: ContactRow
  conversation: ConversationRow
  message: MessageRow
  event: EventRow
  timer: TimerRow
  agent: AgentRow
  session: SessionRow
  account: AccountRow
  verification: { id: string; identifier: string; value: string; expiresAt: Date; createdAt: Date; updatedAt: Date }
  invitation: InvitationRow
  apiKey: ApiKeyRow
  presence: PresenceRow
  outbox: OutboxRow
}

export type ContactRow = {
  id: string
  siteId: string
  name: string | null
  email: string | null
  phone: string | null
  createdAt: number
  updatedAt: number
}

export type ConversationRow = {
  id: string
  siteId: string
  contactId: string
  channel: "widget"
  status: "open" | "snoozed" | "resolved"
  assigneeId: string | null
  teamId: string | null
  /** The last event's number, for agents. */
  seq: number
  /** The last public event's number, for the visitor. */
  publicSeq: number
  createdAt: number
  updatedAt: number
  /** When something public last happened: what a visitor may know of `updatedAt`. */
  publicUpdatedAt: number
  pageJson: string | null
  lastMessageJson: string | null
  /** How far each side has read, in the numbers of both audiences. */
  visitorSeenSeq: number
  visitorSeenPublicSeq: number
  agentsSeenSeq: number
  agentsSeenPublicSeq: number
}

export type MessageRow = {
  id: string
  conversationId: string
  kind: "message" | "note"
  senderKind: "visitor" | "agent" | "bot"
  senderId: string
  body: string
  createdAt: number
}

export type EventRow = {
  conversationId: string
  seq: number
  publicSeq: number | null
  type: string
  at: number
  byKind: "visitor" | "agent" | "bot" | "system"
  byId: string | null
  byName: string | null
  messageId: string | null
  payloadJson: string | null
}

export type TimerRow = {
  id: string
  conversationId: string
  kind: "first-touch" | "next-reply"
  policyId: string
  startedAt: number
  targetMs: number
  dueAt: number
  stoppedAt: number | null
  breachAnnouncedAt: number | null
}

/** A person who answers: better-auth's user, under our name. Its dates are better-auth's own. */
export type AgentRow = {
  id: string
  name: string
  email: string
  emailVerified: boolean | number
  image: string | null
  createdAt: Date | string
  updatedAt: Date | string
  role: "agent" | "supervisor" | "owner"
  availability: "online" | "away"
  removedAt: number | null
}

export type SessionRow = {
  id: string
  token: string
  userId: string
  expiresAt: Date | string
  createdAt: Date | string
  updatedAt: Date | string
  ipAddress: string | null
  userAgent: string | null
}

export type AccountRow = {
  id: string
  accountId: string
  providerId: string
  userId: string
  accessToken: string | null
  refreshToken: string | null
  idToken: string | null
  accessTokenExpiresAt: Date | string | null
  refreshTokenExpiresAt: Date | string | null
  scope: string | null
  password: string | null
  createdAt: Date | string
  updatedAt: Date | string
}

export type InvitationRow = {
  id: string
  tokenHash: string
  /** Absent on the first owner's link, which names nobody. */
  email: string | null
  name: string | null
  role: "agent" | "supervisor" | "owner"
  createdAt: number
  expiresAt: number
  usedAt: number | null
}

export type ApiKeyRow = {
  id: string
  name: string
  agentId: string
  secretHash: string
  createdAt: number
  lastUsedAt: number | null
}

/** One open connection of a person; it stands for nothing after `expiresAt`, which its node moves on while it lives. */
export type PresenceRow = {
  connectionId: string
  nodeId: string
  kind: "visitor" | "agent"
  personId: string
  siteId: string | null
  pageJson: string | null
  connectedAt: number
  expiresAt: number
}

export type OutboxRow = {
  id: string
  /** Which delivery takes it. */
  kind: string
  /** The same key is never put in twice. */
  key: string
  payloadJson: string
  createdAt: number
  nextAttemptAt: number
  attempts: number
  deliveredAt: number | null
  failure: string | null
}

export type Database = Kysely<Schema> | Transaction<Schema>
