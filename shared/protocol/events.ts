import { z } from "zod"
import { id, moment, page } from "./primitives"
import { contactSchema, personSchema, timerSchema } from "./things"

const common = {
  conversationId: id,
  /** Counted from 1 without gaps, for each audience on its own (W4). */
  seq: z.number().int().positive(),
  at: moment,
  by: personSchema,
}

const messageContent = z.object({ id, body: z.string(), attachments: z.array(z.object({ id })) })
const noteContent = z.object({ id, body: z.string() })

/** Everything that can happen in a conversation: one closed union, told apart by `type`. */
export const eventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("conversation.opened"), ...common, page: page.nullable() }),
  z.object({ type: z.literal("message.posted"), ...common, message: messageContent }),
  z.object({ type: z.literal("note.added"), ...common, note: noteContent }),
  z.object({ type: z.literal("conversation.assigned"), ...common, assigneeId: id.nullable(), teamId: id.nullable() }),
  z.object({ type: z.literal("conversation.resolved"), ...common }),
  z.object({ type: z.literal("conversation.reopened"), ...common }),
  z.object({ type: z.literal("contact.changed"), ...common, contact: contactSchema }),
  z.object({ type: z.literal("timer.started"), ...common, timer: timerSchema }),
  z.object({ type: z.literal("timer.met"), ...common, timer: timerSchema }),
  z.object({ type: z.literal("timer.breached"), ...common, timer: timerSchema }),
  z.object({ type: z.literal("timer.stopped"), ...common, timer: timerSchema }),
])

export type EventType = z.infer<typeof eventSchema>["type"]

/** Who hears of each event: `public` reaches the visitor too, `agents` never does. */
export const EVENT_AUDIENCE = {
  "conversation.opened": "public",
  "message.posted": "public",
  "note.added": "agents",
  "conversation.assigned": "agents",
  "conversation.resolved": "public",
  "conversation.reopened": "public",
  "contact.changed": "agents",
  "timer.started": "agents",
  "timer.met": "agents",
  "timer.breached": "agents",
  "timer.stopped": "agents",
} as const satisfies Record<EventType, "public" | "agents">
