import { z } from "zod"
import { colour, duration, filledText, id, moment, origin, page, text } from "./primitives"

export const ROLES = ["agent", "supervisor", "owner"] as const
export const roleSchema = z.enum(ROLES)

/** Who did something. A visitor sees an agent's first name and no id. */
export const personSchema = z.object({
  kind: z.enum(["visitor", "agent", "bot", "system"]),
  id: id.optional(),
  name: z.string().optional(),
})

/** The person who asks. Everything but the id is what they chose to give; whether they are a customer only agents are told. */
export const contactSchema = z.object({
  id,
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  customer: z.boolean().optional(),
  /** As whom their site vouched for them, where it did: told to agents. */
  subject: z.string().optional(),
})

/** What a site signs the identities of its signed-in customers with. */
export const identityKeySchema = z.object({
  algorithm: z.enum(["HS256", "EdDSA"]),
  /** Whether only those may write whom the site vouches for. */
  required: z.boolean(),
  createdAt: moment,
})

/**
 * `first-touch` and `next-reply` run while a visitor waits for a person; `answer` until something more than a greeting
 * was said; `resolution` until the conversation is resolved; `promise` until a time that was given to the visitor.
 */
export const TIMER_KINDS = ["first-touch", "next-reply", "answer", "resolution", "promise"] as const

/** Why a timer stopped. `greeting` is a hollow reply: it stops the wait for a person, and says nothing yet. */
const STOPPED_FOR = ["reply", "greeting", "resolved", "no-reply-needed", "promised", "kept", "renewed"] as const

/** One running target. Facts are stored; `state` and `breachedAt` follow from them (shared/timer.ts). */
export const timerSchema = z.object({
  id,
  kind: z.enum(TIMER_KINDS),
  /** The policy that applied when it began. */
  policyId: id,
  startedAt: moment,
  targetMs: duration,
  dueAt: moment,
  stoppedAt: moment.nullable(),
  stoppedFor: z.enum(STOPPED_FOR).nullable(),
  /** When it was taken to the supervisors, on the way to its due time. */
  escalatedAt: moment.nullable(),
  breachedAt: moment.nullable(),
  state: z.enum(["running", "met", "breached"]),
})

/** Why an agent, or the whole team, is asked to take a conversation. */
export const OFFER_REASONS = [
  /** A new wait, and they have the most room. */
  "first",
  /** A new wait of a contact they know. */
  "knows",
  /** Somebody was asked and did not accept. */
  "missed",
  /** Somebody accepted and did not answer. */
  "silent",
  /** Somebody declined. */
  "declined",
  /** Somebody who had it lost their last line. */
  "gone",
  /** Somebody who had it went away. */
  "away",
  /** A colleague handed it over to this team, or to everybody. */
  "handed-over",
  /** It had to wait until somebody had room. */
  "room",
  /** The whole team is rung. */
  "ring",
  /** It is overdue: everybody is rung. */
  "overdue",
] as const

/** One agent, or the whole team, is asked to take a conversation. */
export const offerSchema = z.object({
  id,
  timerId: id,
  /** Who is asked; null means everybody of the team, or all where there is no team. */
  agentId: id.nullable(),
  teamId: id.nullable(),
  reason: z.enum(OFFER_REASONS),
  /** Who had it before, and for how long, where that is the reason. */
  from: z.object({ id, name: z.string(), hadItMs: duration }).nullable(),
  offeredAt: moment,
  /** Until when it rings; null means until somebody takes it. */
  expiresAt: moment.nullable(),
})

/**
 * How an offer ended. `passed`: it moved on before the agent had a fair chance, which is no miss; `gone` and `away`: they
 * left, before or after they accepted; `withdrawn`: somebody else took it, or it needs nobody any more.
 */
export const OFFER_OUTCOMES = ["accepted", "missed", "passed", "declined", "gone", "away", "withdrawn"] as const

/** What a visitor is told of the running timer: when a person answers, and whether that was kept. */
export const promiseSchema = z.object({
  dueAt: moment,
  state: z.enum(["running", "met", "breached"]),
})

export const conversationStatus = z.enum(["open", "snoozed", "resolved"])

/** How far each side has read, in the `seq` of the audience that is told. */
const seenSchema = z.object({ visitor: z.number().int(), agents: z.number().int() })

const conversationCommon = {
  id,
  siteId: id,
  contact: contactSchema,
  channel: z.enum(["widget"]),
  status: conversationStatus,
  seq: z.number().int(),
  createdAt: moment,
  updatedAt: moment,
  seen: seenSchema,
}

/** A conversation as agents see it. */
export const agentConversationSchema = z.object({
  ...conversationCommon,
  assigneeId: id.nullable(),
  teamId: id.nullable(),
  /** Those that run, and of each kind the last that stopped, in the order they began. The others are in the events. */
  timers: z.array(timerSchema),
  /** Who is asked to take it now. */
  offer: offerSchema.nullable(),
  snoozedUntil: moment.nullable(),
  /** The page on which it was opened. */
  page: page.nullable(),
  /** The newest public message, cut to a line, or null where there is none. */
  lastMessage: z.object({ body: z.string(), by: personSchema, at: moment, seq: z.number().int() }).nullable(),
})

/** A conversation as its visitor sees it: no timers, notes or internal names. */
export const visitorConversationSchema = z.object({
  ...conversationCommon,
  /** Who answers, by first name. */
  assignee: z.object({ name: z.string() }).nullable(),
  promise: promiseSchema.nullable(),
})

const SIDES = ["left", "right"] as const

/** How the widget looks on a site. An absent greeting means the widget's own, in the visitor's language. */
export const lookSchema = z.strictObject({
  accent: colour,
  side: z.enum(SIDES),
  greeting: text(300).nullable(),
})

/** A file of a message. Its name and type are those the server found it to have, whatever its sender said. */
export const attachmentSchema = z.object({
  id,
  name: z.string(),
  type: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** How large a picture is, pixels; null for other files, and for pictures too large to be shown beside words. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
})

/** A site as anyone may see it. */
export const publicSiteSchema = z.object({ id, name: z.string(), look: lookSchema })

/** For how many days a conversation is kept in which nothing happens; null means for ever. */
export const retentionDays = z.number().int().min(1).max(3_650).nullable()

/** A site as agents see it. */
export const siteSchema = publicSiteSchema.extend({
  allowedOrigins: z.array(origin),
  retentionDays,
  createdAt: moment,
})

export const availabilitySchema = z.enum(["online", "away"])

/** A colleague. `connected` is observed, `availability` is chosen. */
export const agentSchema = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  availability: availabilitySchema,
  /** Why they are away, where First Touch set it: two offers in a row went unanswered. */
  awayFor: z.enum(["missed-offers"]).nullable(),
  /** How many conversations at once they are offered. */
  capacity: z.number().int(),
  connected: z.boolean(),
  removed: z.boolean(),
})

/** A glob over a page's address: `*` stands for anything, `/pricing*` for a path that begins so on any host. */
const pagePattern = filledText(300)

/** Which conversations a team takes: those of this site and of pages that fit; an absent condition always holds. */
const takesSchema = z.strictObject({ siteId: id.optional(), page: pagePattern.optional() })

/** Agents who share a queue. A new conversation goes to the first team that takes it, else to everybody. */
export const teamSchema = z.object({
  id,
  name: z.string(),
  agentIds: z.array(id),
  takes: z.array(takesSchema),
})
export const teamFieldsSchema = z.strictObject({
  name: filledText(100),
  agentIds: z.array(id).max(500),
  takes: z.array(takesSchema).max(50),
})

/** Where a contact is now, while a page of theirs is open. */
export const whereaboutsSchema = z.object({ contactId: id, page: page.nullable(), connected: z.boolean() })

const TARGET_MAX_MS = 7 * 86_400_000
const target = z.number().int().min(1).max(TARGET_MAX_MS)

const anyTarget = target.nullable().optional()

/**
 * How long each may take, ms; an absent one has no target. First reply, each later one, an answer that is more than a
 * greeting, and until the conversation is resolved.
 */
export const policyTargetsSchema = z.strictObject({
  firstTouchMs: anyTarget,
  nextReplyMs: anyTarget,
  answerMs: anyTarget,
  resolutionMs: anyTarget,
})

/** When a step is taken: at a share of the target (0 at once, 1 when it falls due), or so long before or after it is due. */
const stepAtSchema = z.union([
  z.strictObject({ share: z.number().min(0).max(10) }),
  z.strictObject({ beforeDueMs: target }),
  z.strictObject({ afterDueMs: target }),
])

/**
 * What a step does: `offer` to the next best agent, `ring` the whole team, `remind` who has it, `escalate` to the
 * supervisors, `tell` everybody, and the visitor the truth.
 */
export const STEP_ACTIONS = ["offer", "ring", "remind", "escalate", "tell"] as const

export const stepSchema = z.strictObject({ at: stepAtSchema, do: z.enum(STEP_ACTIONS) })

/** The steps on the way to a deadline and after it. The last one tells everybody, and the visitor. */
const ladderSchema = z
  .array(stepSchema)
  .min(1)
  .max(12)
  .refine((steps) => steps.at(-1)?.do === "tell", { error: "must end with the step that tells the visitor" })
  .refine((steps) => steps.filter((step) => step.do === "tell").length <= 1, { error: "must tell the visitor once" })
  .refine(tellsWhenDue, { error: "must not tell the visitor before the reply is due" })

function tellsWhenDue(steps: readonly z.infer<typeof stepSchema>[]): boolean {
  const at = steps.find((step) => step.do === "tell")?.at
  return at === undefined || "afterDueMs" in at || ("share" in at && at.share >= 1)
}

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: "must be a time such as 09:30" })

/** From a time of day to another; one that ends at or before its start ends on the next day. */
const hoursSchema = z.strictObject({ from: timeOfDay, to: timeOfDay })
const hoursOfADay = z.array(hoursSchema).max(6)

/** When a site answers: hours of each weekday from Monday on, in a time zone, and days on which it is otherwise. */
export const openingHoursSchema = z.strictObject({
  timeZone: text(64).refine(isTimeZone, { error: "must be a time zone such as Europe/Kyiv" }),
  week: z.array(hoursOfADay).length(7),
  exceptions: z.array(z.strictObject({ date: z.iso.date(), name: text(100), hours: hoursOfADay })).max(200),
})

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
  } catch {
    // Intl throws for what it does not know.
    return false
  }
}

/** Whom a policy is for; an absent condition always holds. The first policy that fits applies, in their order; `default` comes last. */
const policyAppliesSchema = z.strictObject({
  siteId: id.optional(),
  page: pagePattern.optional(),
  teamId: id.optional(),
  customer: z.boolean().optional(),
})

/** What an owner may say of a policy. What is absent is left as it is. */
export const policyFieldsSchema = z.strictObject({
  name: filledText(100),
  targets: policyTargetsSchema,
  /** Null means always open. */
  hours: openingHoursSchema.nullable().optional(),
  applies: policyAppliesSchema.optional(),
  /** Null means the usual one. */
  ladder: ladderSchema.nullable().optional(),
  /** How long after a missed target the visitor is promised an answer anew, ms; null promises nothing. */
  renewMs: target.nullable().optional(),
  /** What a visitor who waits too long is asked meanwhile; they may ignore it. */
  questions: z.array(filledText(150)).max(2).optional(),
})

/** Which timers run, how long, in which hours and with which ladder; null hours mean always. */
export const policySchema = z.object({
  id,
  name: z.string(),
  applies: policyAppliesSchema,
  targets: policyTargetsSchema,
  hours: openingHoursSchema.nullable(),
  ladder: z.array(stepSchema),
  renewMs: duration.nullable(),
  questions: z.array(z.string()),
  updatedAt: moment,
})

/** An invitation that nobody has used yet. */
export const invitationSchema = z.object({
  id,
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  createdAt: moment,
  expiresAt: moment,
})

/** A key for programs: it may do what the agent who made it may do. The secret is shown once, when it is made. */
export const apiKeySchema = z.object({
  id,
  name: z.string(),
  agentId: id,
  createdAt: moment,
  lastUsedAt: moment.nullable(),
})

/** An origin that asked for a site's chat and was refused, newest first in lists. */
export const refusedOriginSchema = z.object({ siteId: id, origin: z.string(), count: z.number().int(), lastAt: moment })

/** Where an agent is signed in. `browser` is what it says of itself; `current` is the one that asks. */
export const sessionSchema = z.object({ id, createdAt: moment, browser: z.string().nullable(), current: z.boolean() })
