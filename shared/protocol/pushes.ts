import { z } from "zod"
import { eventSchema } from "./events"
import { id, moment } from "./primitives"
import {
  agentConversationSchema,
  agentSchema,
  personSchema,
  policySchema,
  refusedOriginSchema,
  siteSchema,
  teamSchema,
  visitorConversationSchema,
  whereaboutsSchema,
} from "./things"

/**
 * What the server says by itself, by Socket.IO event name. A push is a hint: `event` is repeated by `events.list`,
 * the rest is told again at the next `visitor.start` or `agent.start`.
 */
export const pushes = {
  event: eventSchema,
  conversation: z.union([agentConversationSchema, visitorConversationSchema]),
  /** Somebody began or stopped typing. It fades by itself after six seconds. */
  typing: z.object({ conversationId: id, by: personSchema, on: z.boolean() }),
  /** How far a side has read, in the receiver's own `seq`. */
  seen: z.object({ conversationId: id, side: z.enum(["visitor", "agents"]), seq: z.number().int() }),
  /** Who came, left or changed availability. Agents only. */
  presence: z.object({ agents: z.array(agentSchema).optional(), visitors: z.array(whereaboutsSchema).optional() }),
  /** A site's settings changed, or an origin was refused. Agents only. */
  site: z.object({ site: siteSchema.optional(), refused: refusedOriginSchema.optional() }),
  /** Policies or teams changed: these are all of them now. Agents only. */
  settings: z.object({ policies: z.array(policySchema).optional(), teams: z.array(teamSchema).optional() }),
  /** These conversations were erased, and are to be let go. Agents only. */
  erased: z.object({ conversationIds: z.array(id) }),
  /** The server is about to restart: come back in `inMs`, each client at its own moment. */
  restart: z.object({ inMs: z.number().int(), at: moment }),
}
