import { z } from "zod"
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from "../password-length"
import { eventSchema } from "./events"
import {
  duration,
  email,
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
  invitationSchema,
  lookSchema,
  openingHoursSchema,
  policySchema,
  policyTargetsSchema,
  publicSiteSchema,
  refusedOriginSchema,
  roleSchema,
  siteSchema,
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
const inConversation = { conversationId: id }
const eitherConversation = z.union([agentConversationSchema, visitorConversationSchema])
const agentConversationOnly = z.object({ conversation: agentConversationSchema })
const password = z
  .string()
  .min(PASSWORD_MIN_LENGTH, { error: `must be at least ${PASSWORD_MIN_LENGTH} characters long` })
  .max(PASSWORD_MAX_LENGTH)

/** Every call there is. The doors, the clients, the reference and the OpenAPI document are all made from this table. */
export const calls = {
  "visitor.start": {
    does: "Begins or continues a visitor's session on a page. Writes nothing for a person who has not written yet.",
    by: ["anyone"],
    input: z.strictObject({ site: id, token: text(400).optional(), page, locale: text(35).optional() }),
    output: z.object({
      token: z.string(),
      contact: contactSchema,
      site: publicSiteSchema,
      promise: z.object({ targetMs: duration, open: z.boolean(), nextOpenAt: moment.optional() }),
      conversation: visitorConversationSchema.nullable(),
      events: z.array(eventSchema),
      /** The server's clock, so that a countdown is right where the visitor's clock is not. */
      now: moment,
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
    }),
    output: z.object({ contact: contactSchema }),
  },
  "message.send": {
    does: "Posts a message. The same id again, at once or next week, gives the same event and never a second one.",
    by: ["visitor", "agent"],
    input: z.strictObject({
      id: senderMadeId,
      conversationId: id.optional(),
      body: messageBody,
      attachmentIds: z.array(id).max(0, { error: "attachments are not taken yet" }).optional(),
    }),
    output: z.object({ event: eventSchema, conversation: eitherConversation, duplicate: z.boolean() }),
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
      conversations: z.array(agentConversationSchema),
      visitors: z.array(whereaboutsSchema),
      now: moment,
    }),
  },
  "agent.save": {
    does: "Changes the caller's own name; an owner changes anybody's name and role.",
    by: ["agent"],
    input: z.strictObject({ agentId: id, name: filledText(100).optional(), role: roleSchema.optional() }),
    output: z.object({ agent: agentSchema }),
  },
  "agent.remove": {
    does: "Takes a person's access away at once. What they wrote stays. The last owner cannot be removed.",
    by: ["owner"],
    input: z.strictObject({ agentId: id }),
    output: z.object({ agent: agentSchema }),
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
    does: "Lists conversations, the latest change first. `text` searches messages, names, e-mails and phones; `next` continues the list.",
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
    does: "Gives a conversation to an agent, or back to the queue with null.",
    by: ["agent"],
    input: z.strictObject({ ...inConversation, assigneeId: id.nullable() }),
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
  "policy.save": {
    does: "Changes a policy. A change holds for timers that start after it.",
    by: ["owner"],
    input: z.strictObject({
      id: id.optional(),
      name: filledText(100),
      targets: policyTargetsSchema,
      /** Absent leaves them as they are; null means always open. */
      hours: openingHoursSchema.nullable().optional(),
    }),
    output: z.object({ policy: policySchema }),
  },
  "site.save": {
    does: "Makes a site, or changes the one with this id.",
    by: ["owner"],
    input: z.strictObject({
      id: id.optional(),
      name: filledText(100),
      allowedOrigins: z.array(origin).max(50),
      look: lookSchema,
    }),
    output: z.object({ site: siteSchema }),
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
} as const satisfies Record<string, CallDefinition>

export type Calls = typeof calls
export type CallName = keyof Calls
