import { z } from "zod"
import { eventSchema } from "../../shared/protocol/events"
import { page } from "../../shared/protocol/primitives"
import { callErrorSchema } from "../../shared/protocol/reply"
import * as things from "../../shared/protocol/things"

/** A JSON Schema as zod writes it. */
export type JsonSchema = z.core.JSONSchema.JSONSchema

/** What is called by its name, in the reference and in the OpenAPI document, wherever it stands. */
const named = z
  .registry<{ id: string }>()
  .add(eventSchema, { id: "Event" })
  .add(things.agentConversationSchema, { id: "Conversation" })
  .add(things.visitorConversationSchema, { id: "VisitorConversation" })
  .add(things.contactSchema, { id: "Contact" })
  .add(things.personSchema, { id: "Person" })
  .add(things.attachmentSchema, { id: "Attachment" })
  .add(things.timerSchema, { id: "Timer" })
  .add(things.promiseSchema, { id: "Promise" })
  .add(page, { id: "Page" })
  .add(things.whereaboutsSchema, { id: "Whereabouts" })
  .add(things.agentSchema, { id: "Agent" })
  .add(things.siteSchema, { id: "Site" })
  .add(things.publicSiteSchema, { id: "PublicSite" })
  .add(things.lookSchema, { id: "Look" })
  .add(things.policySchema, { id: "Policy" })
  .add(things.policyTargetsSchema, { id: "PolicyTargets" })
  .add(things.invitationSchema, { id: "Invitation" })
  .add(things.apiKeySchema, { id: "ApiKey" })
  .add(things.refusedOriginSchema, { id: "RefusedOrigin" })
  .add(callErrorSchema, { id: "Error" })

for (const option of eventSchema.options) named.add(option, { id: eventName(option.shape.type.value) })

/** `timer.breached` is called TimerBreached. */
export function eventName(type: string): string {
  return type.replace(/(?:^|\.)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** Where a named schema stands in the OpenAPI document. */
export const reference = (name: string) => `#/components/schemas/${name}`

/** What goes over the wire for a schema; what has a name is a reference to it. */
export function jsonSchema(schema: z.ZodType): JsonSchema {
  const whole = z.toJSONSchema(schema, { io: "input", metadata: named, override: withoutNoise })
  const { $schema: _, $defs: __, ...rest } = whole
  return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', `"${reference("")}`))
}

/** Everything that has a name, by its name. */
export function namedSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(named, { io: "input", uri: reference, override: withoutNoise })
  return Object.fromEntries(Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]))
}

/** zod says of each whole number that JavaScript can hold it, which tells nobody anything. */
function withoutNoise({ jsonSchema: schema }: { jsonSchema: JsonSchema }): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
}
