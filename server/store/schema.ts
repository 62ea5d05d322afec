import type { Generated, Kysely, Selectable, Transaction } from "kysely"

/** The tables, as both databases hold them. Times are milliseconds since the epoch; `…Json` columns hold JSON text. */
export type Schema = {
  setting: { key: string; value: string }
  site: SiteRow
  refusedOrigin: { siteId: string; origin: string; count: number; lastAt: number }
  identityKey: IdentityKeyRow
  policy: PolicyRow
  contact: ContactTable
  conversation: ConversationRow
  message: MessageRow
  event: EventRow
  attachment: AttachmentRow
  timer: TimerRow
  step: StepRow
  offer: OfferRow
  team: { id: string; name: string; position: number; takesJson: string; createdAt: number }
  teamMember: { teamId: string; agentId: string }
  pushSubscription: PushSubscriptionRow
  agent: AgentTable
  session: SessionRow
  account: AccountRow
  twoFactor: TwoFactorRow
  usedCode: { agentId: string; codeHash: string; usedAt: number }
  verification: { id: string; identifier: string; value: string; expiresAt: Date; createdAt: Date; updatedAt: Date }
  invitation: InvitationRow
  apiKey: ApiKeyRow
  audit: AuditRow
  presence: PresenceRow
  outbox: OutboxRow
}

export type SiteRow = {
  id: string
  name: string
  lookJson: string
  allowedOriginsJson: string
  /** For how long a conversation is kept in which nothing happens; null means for ever. */
  retentionDays: number | null
  createdAt: number
}

export type IdentityKeyRow = {
  siteId: string
  algorithm: "HS256" | "EdDSA"
  /** A secret both sides know (base64url), or the site's public key (SPKI, PEM). */
  key: string
  /** Whether only those may write whom the site vouches for: 1 or 0. */
  required: number
  createdAt: number
}

export type PolicyRow = {
  id: string
  name: string
  /** Policies are tried in this order; `default` comes last whatever stands here. */
  position: number
  appliesJson: string
  targetsJson: string
  hoursJson: string | null
  /** Null means the usual ladder. */
  ladderJson: string | null
  renewMs: number | null
  questionsJson: string
  updatedAt: number
}

type ContactTable = {
  id: string
  siteId: string
  name: string | null
  email: string | null
  phone: string | null
  /** Whether they are a customer: 1 or 0. */
  customer: Generated<number>
  /** As whom the site vouched for them: its own id of its customer. */
  subject: string | null
  createdAt: number
  updatedAt: number
}

export type ContactRow = Selectable<ContactTable>

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
  /** When a snoozed conversation comes back by itself. */
  snoozedUntil: number | null
}

export type MessageRow = {
  id: string
  conversationId: string
  kind: "message" | "note"
  senderKind: "visitor" | "agent" | "bot"
  senderId: string
  body: string
  /** Its files as they are shown; null where it has none. */
  attachmentsJson: string | null
  createdAt: number
}

/** A file, from its reservation on. It is nobody's but its owner's until a message carries it. */
export type AttachmentRow = {
  /** 128 random bits, in hexadecimal digits: the only part of an address, and of a path, that anybody chooses. */
  id: string
  ownerKind: "visitor" | "agent"
  ownerId: string
  name: string
  /** Bytes, as they were reserved. */
  size: number
  /** What the bytes turned out to be; null until all are there. */
  type: string | null
  width: number | null
  height: number | null
  createdAt: number
  completedAt: number | null
  messageId: string | null
  /** Who asks in the conversation of that message. */
  contactId: string | null
  /** Of the bytes with which it is, or is about to be, whole: SHA-256 in hexadecimal digits. Absent from older ones. */
  sha256: string | null
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
  kind: "first-touch" | "next-reply" | "answer" | "resolution" | "promise"
  policyId: string
  startedAt: number
  targetMs: number
  dueAt: number
  stoppedAt: number | null
  stoppedFor: "reply" | "greeting" | "resolved" | "no-reply-needed" | "promised" | "kept" | "renewed" | null
  /** How long it ran until it stopped, in open time only, ms. */
  waitedMs: number | null
  breachAnnouncedAt: number | null
  escalatedAt: number | null
  /** When the ladder first asked somebody to take it; null while people choose for themselves. */
  offeredSince: number | null
  /** Who made the promise; null where no person did. */
  madeById: string | null
  /** The agent whose typing put off the next move; each gets that once. */
  extendedForId: string | null
}

/** A step of a timer's ladder that is still to come: whoever deletes the row takes the step. */
export type StepRow = {
  id: string
  timerId: string
  conversationId: string
  position: number
  action: "offer" | "ring" | "remind" | "escalate" | "tell"
  dueAt: number
}

export type OfferRow = {
  id: string
  conversationId: string
  timerId: string
  /** Null: the whole team, or everybody where there is no team. */
  agentId: string | null
  teamId: string | null
  reason:
    | "first"
    | "knows"
    | "missed"
    | "silent"
    | "declined"
    | "gone"
    | "away"
    | "handed-over"
    | "room"
    | "ring"
    | "overdue"
  fromJson: string | null
  offeredAt: number
  expiresAt: number | null
  endedAt: number | null
  outcome: "accepted" | "missed" | "passed" | "declined" | "gone" | "away" | "withdrawn" | null
}

/** A browser in which an agent wants to be alerted while the panel is closed. */
export type PushSubscriptionRow = {
  id: string
  agentId: string
  endpoint: string
  p256dh: string
  auth: string
  /** The session in which it was agreed, and with which it ends. */
  sessionId: string
  locale: string
  createdAt: number
  failedSince: number | null
}

/** A person who answers: better-auth's user, under our name. Its dates are better-auth's own. */
type AgentTable = {
  id: string
  name: string
  email: string
  emailVerified: boolean | number
  twoFactorEnabled: Generated<boolean | number | null>
  image: string | null
  createdAt: Date | string
  updatedAt: Date | string
  role: "agent" | "supervisor" | "owner"
  availability: "online" | "away"
  awayFor: "missed-offers" | null
  /** How many conversations at once they are offered. */
  capacity: Generated<number>
  /** Offers in a row that they let pass. */
  missedOffers: Generated<number>
  /** When they last took a conversation. */
  lastTookAt: number | null
  /** When what they have not answered goes back, because their last line is gone. */
  givesBackAt: number | null
  removedAt: number | null
}

export type AgentRow = Selectable<AgentTable>

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

/** better-auth's second factor of an agent. */
export type TwoFactorRow = {
  id: string
  /** Encrypted. */
  secret: string
  /** The hashes of those that are left. */
  backupCodes: string
  userId: string
  verified: boolean | number | null
  failedVerificationCount: number | null
  lockedUntil: Date | string | null
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

/** Something that was done, and by whom. Rows are added; the database itself lets none be changed or taken away. */
export type AuditRow = {
  id: string
  at: number
  kind: string
  byKind: "agent" | "program" | "stranger"
  byId: string | null
  byName: string | null
  about: string | null
  agentId: string | null
  value: string | null
  fieldsJson: string
  /** The names and values in small letters, in one text to search. */
  words: string
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
