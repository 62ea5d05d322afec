import { z } from "zod"
import { duration, id, moment, page } from "./primitives"
import {
  attachmentSchema,
  contactSchema,
  OFFER_OUTCOMES,
  OFFER_REASONS,
  offerSchema,
  personSchema,
  STEP_ACTIONS,
  TIMER_KINDS,
  timerSchema,
} from "./things"

const common = {
  conversationId: id,
  /** Counted from 1 without gaps, for each audience on its own (W4). */
  seq: z.number().int().positive(),
  at: moment,
  by: personSchema,
}

const messageContent = z.object({ id, body: z.string(), attachments: z.array(attachmentSchema) })
const noteContent = z.object({ id, body: z.string() })

/** A step of a ladder that was taken: when it was due, and whether that had passed while no server ran. */
const takenStep = z.object({
  do: z.enum(STEP_ACTIONS),
  timerId: id,
  timerKind: z.enum(TIMER_KINDS),
  dueAt: moment,
  /** How long after its due time it was taken, ms; null where it was taken in time. */
  lateMs: duration.nullable(),
})

/** Everything that can happen in a conversation: one closed union, told apart by `type`. */
export const eventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("conversation.opened"), ...common, page: page.nullable() }),
  z.object({ type: z.literal("message.posted"), ...common, message: messageContent }),
  z.object({ type: z.literal("note.added"), ...common, note: noteContent }),
  z.object({
    type: z.literal("conversation.assigned"),
    ...common,
    assigneeId: id.nullable(),
    teamId: id.nullable(),
    /** Whose queue it was in before, where that changed: it was handed over. Null means everybody's. */
    fromTeamId: id.nullable().optional(),
    why: z.enum(OFFER_REASONS).optional(),
  }),
  z.object({ type: z.literal("conversation.snoozed"), ...common, until: moment }),
  z.object({ type: z.literal("conversation.resolved"), ...common }),
  z.object({ type: z.literal("conversation.reopened"), ...common }),
  z.object({ type: z.literal("contact.changed"), ...common, contact: contactSchema }),
  z.object({ type: z.literal("timer.started"), ...common, timer: timerSchema }),
  z.object({ type: z.literal("timer.met"), ...common, timer: timerSchema }),
  z.object({ type: z.literal("timer.breached"), ...common, timer: timerSchema }),
  z.object({ type: z.literal("timer.stopped"), ...common, timer: timerSchema }),
  z.object({ type: z.literal("step.taken"), ...common, step: takenStep }),
  z.object({ type: z.literal("offer.made"), ...common, offer: offerSchema }),
  /** Whoever has it types: the next move waits until then, once. */
  z.object({ type: z.literal("step.postponed"), ...common, timerId: id, until: moment }),
  z.object({ type: z.literal("offer.ended"), ...common, offer: offerSchema, outcome: z.enum(OFFER_OUTCOMES) }),
  /** A person gave the visitor a time; `renewed` where an earlier one was put off before it passed. */
  z.object({ type: z.literal("promise.made"), ...common, dueAt: moment, renewed: z.boolean() }),
  z.object({ type: z.literal("promise.kept"), ...common }),
  /** The visitor was told that a reply, or what was promised, did not come in time, and what happens next. */
  z.object({
    type: z.literal("delay.told"),
    ...common,
    missed: z.enum(TIMER_KINDS),
    missedAt: moment,
    nextDueAt: moment.nullable(),
    questions: z.array(z.string()),
  }),
])

export type EventType = z.infer<typeof eventSchema>["type"]

/** Who hears of each event: `public` reaches the visitor too, `agents` never does. */
export const EVENT_AUDIENCE = {
  "conversation.opened": "public",
  "message.posted": "public",
  "note.added": "agents",
  "conversation.assigned": "agents",
  "conversation.snoozed": "agents",
  "conversation.resolved": "public",
  "conversation.reopened": "public",
  "contact.changed": "agents",
  "timer.started": "agents",
  "timer.met": "agents",
  "timer.breached": "agents",
  "timer.stopped": "agents",
  "step.taken": "agents",
  "offer.made": "agents",
  "step.postponed": "agents",
  "offer.ended": "agents",
  "promise.made": "public",
  "promise.kept": "public",
  "delay.told": "public",
} as const satisfies Record<EventType, "public" | "agents">
