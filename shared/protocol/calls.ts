import { z } from "zod"
import { FILE_NAME_MAX_LENGTH, FILES_IN_MESSAGE_MAX } from "../attachment-limits"
import { MESSAGE_MAX_LENGTH } from "../message-length"
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from "../password-length"
import { auditEntrySchema, auditKindSchema } from "./audit"
import { eventSchema } from "./events"
import {
  duration,
  email,
  epoch,
  filledText,
  id,
  messageBody,
  moment,
  origin,
  page,
  phone,
  senderMadeId,
  text,
} from "./primitives"
import {
  agentConversationSchema,
  agentSchema,
  apiKeySchema,
  availabilitySchema,
  contactSchema,
  conversationStatus,
  identityKeySchema,
  invitationSchema,
  lookSchema,
  policyFieldsSchema,
  policySchema,
  publicSiteSchema,
  refusedOriginSchema,
  retentionDays,
  roleSchema,
  sessionSchema,
  siteSchema,
  teamFieldsSchema,
  teamSchema,
  timerSchema,
  visitorConversationSchema,
  whereaboutsSchema,
} from "./things"

/** Who may make a call. `agent` means any role, `supervisor` a supervisor or an owner. */
export type Caller = "anyone" | "visitor" | "agent" | "supervisor" | "owner"

type CallDefinition = {
  /** One sentence for the reference. */
  does: string
  by: readonly Caller[]
  input: z.ZodType
  output: z.ZodType
}

const nothing = z.strictObject({})
/** A token of a signed-in customer carries what their site vouches for, of which a letter may take six bytes. */
export const TOKEN_MAX_LENGTH = 4_000
const ofSite = z.strictObject({ siteId: id })
const inConversation = { conversationId: id }
const eitherConversation = z.union([agentConversationSchema, visitorConversationSchema])
const agentConversationOnly = z.object({ conversation: agentConversationSchema })
/** How many were kept, how many were not, and how many still run in time. */
const keptSchema = z.object({ kept: z.number().int(), missed: z.number().int(), running: z.number().int() })
/** One conversation as a simulator sees it: when it began, and how long people were busy with it. */
const arrivalSchema = z.object({
  at: moment,
  /** From having it to the first reply, ms; null where nobody answered. */
  replyMs: duration.nullable(),
  /** From the first reply until nothing more was said, ms. */
  handleMs: duration.nullable(),
  /** Whether the first reply was in time; null where there was no target. */
  kept: z.boolean().nullable(),
})
const saysSomething = ({ body, attachmentIds }: { body: string; attachmentIds?: readonly string[] | undefined }) =>
  body.trim() !== "" || (attachmentIds !== undefined && attachmentIds.length > 0)
const password = z
  .string()
  .min(PASSWORD_MIN_LENGTH, { error: `must be at least ${PASSWORD_MIN_LENGTH} characters long` })
  .max(PASSWORD_MAX_LENGTH)

/** Every call there is. The doors, the clients, the reference and the OpenAPI document are all made from this table. */
export const calls = {
  "visitor.start": {
    does: "Begins or continues a visitor's session on a page. Writes nothing for a person who has not written yet.",
    by: ["anyone"],
    input: z.strictObject({
      site: id,
      token: text(TOKEN_MAX_LENGTH).optional(),
      page,
      locale: text(35).optional(),
      /** A JWT by which the site vouches for its signed-in customer: `sub`, `aud` (the site's id), `exp` within an hour. */
      identity: text(4_096).optional(),
    }),
    output: z.object({
      token: z.string(),
      /** Whether the site vouches for this visitor: their token is then not to be kept in the browser. */
      identified: z.boolean(),
      contact: contactSchema,
      site: publicSiteSchema,
      promise: z.object({
        /** Null where no target was set. */
        targetMs: duration.nullable(),
        open: z.boolean(),
        nextOpenAt: moment.optional(),
        /** How soon four of five first replies came in the last week, where that is worse than the target. */
        paceMs: duration.optional(),
      }),
      conversation: visitorConversationSchema.nullable(),
      events: z.array(eventSchema),
      /** The server's clock, so that a countdown is right where the visitor's clock is not. */
      now: moment,
      epoch,
    }),
  },
  "page.visited": {
    does: "Tells which page the visitor is on now, after a change of address without a reload.",
    by: ["visitor"],
    input: z.strictObject({ page }),
    output: nothing,
  },
  "contact.save": {
    does: "Keeps what a visitor gave of themselves, or what an agent learned; null forgets a value. Agents name the contact.",
    by: ["visitor", "agent"],
    input: z.strictObject({
      contactId: id.optional(),
      name: filledText(100).nullable().optional(),
      email: email.nullable().optional(),
      phone: phone.nullable().optional(),
      /** Whether they are a customer: agents only. */
      customer: z.boolean().optional(),
    }),
    output: z.object({ contact: contactSchema }),
  },
  "contact.export": {
    does: "Gives all that is known of a contact and all that was said, notes too.",
    by: ["owner"],
    input: z.strictObject({ contactId: id }),
    output: z.object({
      exportedAt: moment,
      contact: contactSchema,
      conversations: z.array(z.object({ conversation: agentConversationSchema, events: z.array(eventSchema) })),
    }),
  },
  "contact.erase": {
    does: "Erases a contact with all that was said, for ever. Backups made before still have it.",
    by: ["owner"],
    input: z.strictObject({ contactId: id }),
    output: z.object({ conversations: z.number().int() }),
  },
  "message.send": {
    does: "Posts a message. The same id again, at once or next week, gives the same event and never a second one.",
    by: ["visitor", "agent"],
    input: z
      .strictObject({
        id: senderMadeId,
        conversationId: id.optional(),
        /** May be empty where files say it all. */
        body: text(MESSAGE_MAX_LENGTH),
        attachmentIds: z.array(id).max(FILES_IN_MESSAGE_MAX).optional(),
      })
      .refine(saysSomething, { error: "must not be empty", path: ["body"] }),
    output: z.object({ event: eventSchema, conversation: eitherConversation, duplicate: z.boolean() }),
  },
  "attachment.create": {
    does: "Reserves a file: its bytes then go to `PUT /files/<attachmentId>`, and a message carries it within the hour, or it is gone.",
    by: ["visitor", "agent"],
    input: z.strictObject({ name: text(FILE_NAME_MAX_LENGTH), size: z.number().int().min(1) }),
    output: z.object({ attachmentId: id }),
  },
  "events.list": {
    does: "Lists a conversation's events as the caller may see them, ascending by seq: those after `after`, or the last ones before `before`; from the start when neither is given.",
    by: ["visitor", "agent"],
    input: z.strictObject({
      ...inConversation,
      after: z.number().int().min(0).optional(),
      before: z.number().int().min(1).optional(),
      limit: z.number().int().min(1).max(1_000).optional(),
    }),
    output: z.object({ events: z.array(eventSchema), more: z.boolean() }),
  },
  "typing.set": {
    does: "Tells the other side that the caller types or stopped. Never stored.",
    by: ["visitor", "agent"],
    input: z.strictObject({ ...inConversation, on: z.boolean() }),
    output: nothing,
  },
  "seen.set": {
    does: "Tells how far the caller has read. A smaller seq than before changes nothing.",
    by: ["visitor", "agent"],
    input: z.strictObject({ ...inConversation, seq: z.number().int().min(0) }),
    output: nothing,
  },
  "agent.start": {
    does: "Gives an agent everything the panel opens with; the conversations are all that are open, the most urgent first.",
    by: ["agent"],
    input: nothing,
    output: z.object({
      me: agentSchema,
      agents: z.array(agentSchema),
      sites: z.array(siteSchema),
      policies: z.array(policySchema),
      teams: z.array(teamSchema),
      conversations: z.array(agentConversationSchema),
      visitors: z.array(whereaboutsSchema),
      now: moment,
      epoch,
    }),
  },
  "agent.save": {
    does: "Changes the caller's own name; an owner changes anybody's name, role and capacity.",
    by: ["agent"],
    input: z.strictObject({
      agentId: id,
      name: filledText(100).optional(),
      role: roleSchema.optional(),
      capacity: z.number().int().min(0).max(100).optional(),
    }),
    output: z.object({ agent: agentSchema }),
  },
  "agent.remove": {
    does: "Takes a person's access away at once. What they wrote stays. The last owner cannot be removed.",
    by: ["owner"],
    input: z.strictObject({ agentId: id }),
    output: z.object({ agent: agentSchema }),
  },
  "session.list": {
    does: "Tells where the caller is signed in, the latest first.",
    by: ["agent"],
    input: nothing,
    output: z.object({ sessions: z.array(sessionSchema) }),
  },
  "session.revoke": {
    does: "Signs the caller out there, and ends its lines.",
    by: ["agent"],
    input: z.strictObject({ sessionId: id }),
    output: nothing,
  },
  "secondFactor.read": {
    does: "Tells whether the caller has a second factor, how many recovery codes are left, and whether everybody must have one.",
    by: ["agent"],
    input: nothing,
    output: z.object({ on: z.boolean(), recoveryCodesLeft: z.number().int(), required: z.boolean() }),
  },
  "secondFactor.require": {
    does: "Says whether everybody must have a second factor. Who has none can do nothing else until it is set up.",
    by: ["owner"],
    input: z.strictObject({ required: z.boolean() }),
    output: z.object({ required: z.boolean() }),
  },
  "presence.set": {
    does: "Chooses whether the caller takes conversations now.",
    by: ["agent"],
    input: z.strictObject({ availability: availabilitySchema }),
    output: z.object({ agent: agentSchema }),
  },
  "conversation.get": {
    does: "Gives one conversation.",
    by: ["agent"],
    input: z.strictObject(inConversation),
    output: agentConversationOnly,
  },
  "conversation.list": {
    does: "Lists conversations, the latest change first. `text` searches messages, names, e-mails and phones, of each the newest 10,000 that have its words; `next` continues the list.",
    by: ["agent"],
    input: z.strictObject({
      status: conversationStatus.optional(),
      siteId: id.optional(),
      contactId: id.optional(),
      /** An agent's id; null means with nobody. */
      assigneeId: id.nullable().optional(),
      teamId: id.nullable().optional(),
      text: text(200).optional(),
      /** A part of the address of the page where it was opened. */
      page: text(300).optional(),
      before: text(100).optional(),
      limit: z.number().int().min(1).max(200).optional(),
    }),
    output: z.object({ conversations: z.array(agentConversationSchema), next: z.string().nullable() }),
  },
  "conversation.accept": {
    does: "Takes a conversation. Of two agents exactly one succeeds; the same agent again succeeds.",
    by: ["agent"],
    input: z.strictObject(inConversation),
    output: agentConversationOnly,
  },
  "conversation.assign": {
    does: "Gives a conversation to an agent, or back to the queue with null. With `teamId` it is that team's, or everybody's with null, and nobody has it unless an agent is named too; where a reply is owed one of them is asked at once. Timers run on.",
    by: ["agent"],
    input: z
      .strictObject({ ...inConversation, assigneeId: id.nullable().optional(), teamId: id.nullable().optional() })
      .refine(({ assigneeId, teamId }) => assigneeId !== undefined || teamId !== undefined, {
        error: "must name an agent or a team, or null for one of them",
      }),
    output: agentConversationOnly,
  },
  "conversation.snooze": {
    does: "Puts a conversation aside until a moment, or until its visitor writes. Timers run on.",
    by: ["agent"],
    input: z.strictObject({ ...inConversation, until: moment }),
    output: agentConversationOnly,
  },
  "offer.decline": {
    does: "Says that the caller does not take what they are asked to take; it goes to the next at once.",
    by: ["agent"],
    input: z.strictObject(inConversation),
    output: agentConversationOnly,
  },
  "reply.waive": {
    does: "Says that what the visitor wrote needs no reply. A first reply is always owed.",
    by: ["agent"],
    input: z.strictObject(inConversation),
    output: agentConversationOnly,
  },
  "promise.make": {
    does: "Gives the visitor a time by which they hear from a person; again, before it passes, puts it off.",
    by: ["agent"],
    input: z.strictObject({ ...inConversation, dueAt: moment }),
    output: agentConversationOnly,
  },
  "promise.keep": {
    does: "Says that what was promised is done.",
    by: ["agent"],
    input: z.strictObject(inConversation),
    output: agentConversationOnly,
  },
  "conversation.resolve": {
    does: "Says that nothing is left to answer. A new message reopens it.",
    by: ["agent"],
    input: z.strictObject(inConversation),
    output: agentConversationOnly,
  },
  "conversation.reopen": {
    does: "Takes a resolved conversation up again.",
    by: ["agent"],
    input: z.strictObject(inConversation),
    output: agentConversationOnly,
  },
  "note.add": {
    does: "Adds a note that colleagues see and the visitor never does.",
    by: ["agent"],
    input: z.strictObject({ id: senderMadeId, ...inConversation, body: messageBody }),
    output: z.object({ event: eventSchema, conversation: agentConversationSchema, duplicate: z.boolean() }),
  },
  "policy.list": {
    does: "Lists the policies. `default` exists from the start.",
    by: ["agent"],
    input: nothing,
    output: z.object({ policies: z.array(policySchema) }),
  },
  "policy.create": {
    does: "Makes a policy, which comes before those that are there.",
    by: ["owner"],
    input: policyFieldsSchema,
    output: z.object({ policy: policySchema }),
  },
  "policy.save": {
    does: "Changes what is said of a policy; without an id, of `default`. A change holds for timers that start after it.",
    by: ["owner"],
    input: policyFieldsSchema.partial().extend({ id: id.optional() }),
    output: z.object({ policy: policySchema }),
  },
  "policy.remove": {
    does: "Removes a policy. Timers that run keep what it gave them; `default` stays.",
    by: ["owner"],
    input: z.strictObject({ policyId: id }),
    output: z.object({ policies: z.array(policySchema) }),
  },
  "policy.arrange": {
    does: "Puts the policies in the order in which they are tried: all of them but `default`.",
    by: ["owner"],
    input: z.strictObject({ policyIds: z.array(id).max(200) }),
    output: z.object({ policies: z.array(policySchema) }),
  },
  "team.list": {
    does: "Lists the teams, in the order in which they are tried for a new conversation.",
    by: ["agent"],
    input: nothing,
    output: z.object({ teams: z.array(teamSchema) }),
  },
  "team.save": {
    does: "Makes a team, which is tried last, or changes the one with this id. Another team's name is a `conflict`.",
    by: ["owner"],
    input: teamFieldsSchema.extend({ id: id.optional() }),
    output: z.object({ team: teamSchema }),
  },
  "team.arrange": {
    does: "Puts the teams in the order in which they are tried: all of them.",
    by: ["owner"],
    input: z.strictObject({ teamIds: z.array(id).max(200) }),
    output: z.object({ teams: z.array(teamSchema) }),
  },
  "team.remove": {
    does: "Removes a team. Its conversations belong to everybody.",
    by: ["owner"],
    input: z.strictObject({ teamId: id }),
    output: nothing,
  },
  "wall.get": {
    does: "Counts the replies that were kept and missed since a moment, and tells of each that was missed, with what was done about it. A wait that was said to need no reply is neither, unless it was late.",
    by: ["supervisor"],
    /** A reply counts when it comes; one that does not come, when it falls due. */
    input: z.strictObject({ since: moment }),
    output: z.object({
      firstTouch: keptSchema,
      nextReply: keptSchema,
      /** The latest first; at most a hundred. */
      breaches: z.array(
        /** The events from the question to the reply; before it the assignment that tells who had the conversation then. */
        z.object({ conversation: agentConversationSchema, timer: timerSchema, story: z.array(eventSchema) }),
      ),
    }),
  },
  "traffic.list": {
    does: "Lists the conversations that began between two moments as a simulator needs them.",
    by: ["supervisor"],
    input: z.strictObject({ from: moment, until: moment }),
    output: z.object({ arrivals: z.array(arrivalSchema) }),
  },
  "push.key": {
    does: "Gives the key under which a browser agrees to be pushed to.",
    by: ["agent"],
    input: nothing,
    output: z.object({ publicKey: z.string() }),
  },
  "push.subscribe": {
    does: "Lets the caller be alerted in this browser while the panel is closed.",
    by: ["agent"],
    input: z.strictObject({
      endpoint: text(1_000).url({ protocol: /^https?$/, error: "must be the address of a push service" }),
      keys: z.strictObject({ p256dh: text(200).min(1), auth: text(100).min(1) }),
      locale: text(35),
    }),
    output: nothing,
  },
  "push.unsubscribe": {
    does: "Ends it.",
    by: ["agent"],
    input: z.strictObject({ endpoint: text(1_000) }),
    output: nothing,
  },
  "site.save": {
    does: "Makes a site, or changes the one with this id.",
    by: ["owner"],
    input: z.strictObject({
      id: id.optional(),
      name: filledText(100),
      allowedOrigins: z.array(origin).max(50),
      look: lookSchema,
      /** Absent: as it was, and a year for a new site. Null: for ever. */
      retentionDays: retentionDays.optional(),
    }),
    output: z.object({ site: siteSchema }),
  },
  "identity.read": {
    does: "Tells what a site signs the identities of its customers with; null where it signs none.",
    by: ["owner"],
    input: ofSite,
    output: z.object({ identity: identityKeySchema.nullable() }),
  },
  "identity.make": {
    does: "Makes a site's secret for HS256, which is shown this once, or takes its public key for EdDSA. The one before ends.",
    by: ["owner"],
    input: ofSite.extend({ publicKey: filledText(1_000).optional() }),
    output: z.object({ identity: identityKeySchema, secret: z.string().optional() }),
  },
  "identity.require": {
    does: "Says whether only those may write on a site whom it vouches for.",
    by: ["owner"],
    input: ofSite.extend({ required: z.boolean() }),
    output: z.object({ identity: identityKeySchema }),
  },
  "identity.remove": {
    does: "Ends the signing of identities on a site: everybody is anonymous again, and sees nothing of what was written while signed in.",
    by: ["owner"],
    input: ofSite,
    output: nothing,
  },
  "origin.refused": {
    does: "Lists the origins that asked for a chat and were refused, the latest first.",
    by: ["agent"],
    input: nothing,
    output: z.object({ refused: z.array(refusedOriginSchema) }),
  },
  "origin.allow": {
    does: "Allows an origin on a site.",
    by: ["owner"],
    input: z.strictObject({ siteId: id, origin }),
    output: z.object({ site: siteSchema }),
  },
  "invitation.create": {
    does: "Invites a person by a link that works once, for a day.",
    by: ["owner"],
    input: z.strictObject({ email, name: filledText(100), role: roleSchema }),
    output: z.object({ link: z.string(), token: z.string(), invitation: invitationSchema }),
  },
  "invitation.list": {
    does: "Lists the invitations that nobody has used yet.",
    by: ["owner"],
    input: nothing,
    output: z.object({ invitations: z.array(invitationSchema) }),
  },
  "invitation.revoke": {
    does: "Makes an invitation's link useless.",
    by: ["owner"],
    input: z.strictObject({ invitationId: id }),
    output: nothing,
  },
  "invitation.look": {
    does: "Tells the person who opened an invitation's link whom it is for. The first owner's link names nobody.",
    by: ["anyone"],
    input: z.strictObject({ token: text(200) }),
    output: z.object({ email: z.string().nullable(), name: z.string().nullable(), role: roleSchema }),
  },
  "invitation.accept": {
    does: "Makes the invited person an agent, once, until the invitation expires. The first owner gives name and e-mail too.",
    by: ["anyone"],
    input: z.strictObject({ token: text(200), password, name: filledText(100).optional(), email: email.optional() }),
    output: z.object({ agent: agentSchema }),
  },
  "apiKey.create": {
    does: "Makes a key for programs, which may do what the caller may do. The secret is shown this once.",
    by: ["owner"],
    input: z.strictObject({ name: filledText(100) }),
    output: z.object({ apiKey: apiKeySchema, secret: z.string() }),
  },
  "apiKey.list": {
    does: "Lists the keys, without their secrets.",
    by: ["owner"],
    input: nothing,
    output: z.object({ apiKeys: z.array(apiKeySchema) }),
  },
  "apiKey.revoke": {
    does: "Makes a key useless at once.",
    by: ["owner"],
    input: z.strictObject({ apiKeyId: id }),
    output: nothing,
  },
  "audit.list": {
    does: "Tells who did what: sign-ins, failures, refusals and changes of settings, the latest first. `text` searches names and values; `next` continues the list.",
    by: ["owner"],
    input: z.strictObject({
      /** Whoever did it, or whom it was done to. */
      agentId: id.optional(),
      kinds: z.array(auditKindSchema).min(1).optional(),
      text: text(200).optional(),
      before: text(100).optional(),
      limit: z.number().int().min(1).max(200).optional(),
    }),
    output: z.object({ entries: z.array(auditEntrySchema), next: z.string().nullable() }),
  },
} as const satisfies Record<string, CallDefinition>

export type Calls = typeof calls
export type CallName = keyof Calls
