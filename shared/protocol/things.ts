import { z } from "zod"
import { colour, duration, id, moment, origin, page, text } from "./primitives"

export const ROLES = ["agent", "supervisor", "owner"] as const
export const roleSchema = z.enum(ROLES)

/** Who did something. A visitor sees an agent's first name and no id. */
export const personSchema = z.object({
  kind: z.enum(["visitor", "agent", "bot", "system"]),
  id: id.optional(),
  name: z.string().optional(),
})

/** The person who asks. Everything but the id is what they chose to give. */
export const contactSchema = z.object({
  id,
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
})

const TIMER_KINDS = ["first-touch", "next-reply"] as const

/** One running target. Facts are stored; `state` and `breachedAt` follow from them (shared/timer.ts). */
export const timerSchema = z.object({
  id,
  kind: z.enum(TIMER_KINDS),
  startedAt: moment,
  targetMs: duration,
  dueAt: moment,
  stoppedAt: moment.nullable(),
  breachedAt: moment.nullable(),
  state: z.enum(["running", "met", "breached"]),
})

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
  timers: z.array(timerSchema),
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

/** A site as anyone may see it. */
export const publicSiteSchema = z.object({ id, name: z.string(), look: lookSchema })

/** A site as agents see it. */
export const siteSchema = publicSiteSchema.extend({
  allowedOrigins: z.array(origin),
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
  connected: z.boolean(),
  removed: z.boolean(),
})

/** Where a contact is now, while a page of theirs is open. */
export const whereaboutsSchema = z.object({ contactId: id, page: page.nullable(), connected: z.boolean() })

const TARGET_MAX_MS = 7 * 86_400_000
const target = z.number().int().min(1).max(TARGET_MAX_MS)

/** How long each wait may take, ms. Without `nextReplyMs` only the first reply has a target. */
export const policyTargetsSchema = z.strictObject({ firstTouchMs: target, nextReplyMs: target.nullable().optional() })

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

/** Which timers run, how long, and in which hours; null hours mean always. */
export const policySchema = z.object({
  id,
  name: z.string(),
  targets: policyTargetsSchema,
  hours: openingHoursSchema.nullable(),
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
