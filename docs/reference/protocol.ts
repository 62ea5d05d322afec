import { readFileSync } from "node:fs"
import { join } from "node:path"
import { settings } from "../../server/config"
import { eventName, type JsonSchema, jsonSchema, namedSchemas } from "../../server/wire/json-schema"
import { ERROR_MEANING } from "../../server/wire/openapi"
import { type Caller, type CallName, calls } from "../../shared/protocol/calls"
import { EVENT_AUDIENCE, type EventType, eventSchema } from "../../shared/protocol/events"
import { pushes } from "../../shared/protocol/pushes"
import { ERROR_STATUS, type ErrorCode } from "../../shared/protocol/reply"
import { addresses, introduction } from "./prose"
import { fieldTable, table } from "./tables"
import { fieldWords, linkTo, words } from "./words"

/** The whole of docs/protocol.md. */
export function protocolReference(): string {
  const parts = [introduction, callList(), thingList(), eventList(), pushList(), errorList(), rules(), addressList()]
  return `${[...parts, settingList()].join("\n\n")}\n`
}

function callList(): string {
  const names = Object.keys(calls) as CallName[]
  const overview = names.map((name) => [`[\`${name}\`](#${name.replace(".", "").toLowerCase()})`, who(calls[name].by)])
  return ["## Calls", table(["call", "by"], overview), ...names.map(callSection)].join("\n\n")
}

function callSection(name: CallName): string {
  const { does, by, input, output } = calls[name]
  return [
    `### \`${name}\``,
    `${does} _By ${who(by)}._`,
    `Takes${fields(jsonSchema(input))}`,
    `Gives${fields(jsonSchema(output))}`,
  ].join("\n\n")
}

function fields(schema: JsonSchema): string {
  return Object.keys(schema.properties ?? {}).length === 0 ? " nothing: `{}`." : `:\n\n${fieldTable(schema)}`
}

const CALLERS: Record<Caller, string> = {
  anyone: "anyone",
  visitor: "a visitor",
  agent: "an agent",
  supervisor: "a supervisor",
  owner: "an owner",
}

const who = (by: readonly Caller[]) => by.map((caller) => CALLERS[caller]).join(" or ")

function thingList(): string {
  const events = new Set(eventSchema.options.map((option) => eventName(option.shape.type.value)))
  const things = Object.entries(namedSchemas()).filter(([name]) => name !== "Event" && !events.has(name))
  const sections = things.map(([name, schema]) => `### ${name}\n\n${fieldTable(schema)}`)
  return ["## Things", "What calls and events carry.", ...sections].join("\n\n")
}

const EVERY_EVENT = new Set(["type", "conversationId", "seq", "at", "by"])

function eventList(): string {
  const rows = eventSchema.options.map((option) => eventRow(option.shape.type.value, jsonSchemaInside(option)))
  return `## Events

### Event

What happened in a conversation: one closed list, told apart by \`type\`. Every event has \`conversationId\`, \`seq\`, \`at\` and
\`by\` (${linkTo("Person")}). \`seq\` is counted for agents and for the visitor each on its own, so that nobody outside can tell that
a note exists. A type you do not know is no mistake: ignore it, and keep counting.

${table(["type", "who hears of it", "carries besides"], rows)}`
}

/** An event's own fields: by its name it would be no more than a link. */
function jsonSchemaInside(option: (typeof eventSchema.options)[number]): JsonSchema {
  return namedSchemas()[eventName(option.shape.type.value)] ?? {}
}

function eventRow(type: EventType, { properties = {} }: JsonSchema): string[] {
  const audience = EVENT_AUDIENCE[type] === "public" ? "visitor and agents" : "agents"
  const own = Object.entries(properties).filter(([name]) => !EVERY_EVENT.has(name))
  const carried = own.map(([name, field]) => `\`${name}\`: ${fieldWords(name, field)}`).join("<br>")
  return [`\`${type}\``, audience, carried || "nothing"]
}

function pushList(): string {
  const rows = Object.entries(pushes).map(([name, schema]) => [`\`${name}\``, words(jsonSchema(schema))])
  return `## Pushes

What the server says by itself over Socket.IO. A visitor receives only their own, an agent those of every site they may see.

${table(["Socket.IO event", "with"], rows)}`
}

function errorList(): string {
  const codes = Object.keys(ERROR_STATUS) as ErrorCode[]
  const rows = codes.map((code) => [`\`${code}\``, String(ERROR_STATUS[code]), ERROR_MEANING[code]])
  return `## Errors

One of nine words for programs, and one sentence for people. It never carries a stack, SQL or a path.

${table(["code", "HTTP status", "when"], rows)}`
}

/** The rules as they stand for those who build it, one heading level lower. */
function rules(): string {
  const text = readFileSync(join(import.meta.dirname, "../../shared/README.md"), "utf8").trim()
  return text.replace(/^## /gm, "### ").replace(/^# .*$/m, "## The rules")
}

function addressList(): string {
  return `## HTTP addresses\n\n${table(["address", "what"], addresses)}`
}

function settingList(): string {
  const rows = Object.entries(settings.shape).map(([name, setting]) => [
    `\`${name}\``,
    defaultOf(setting.safeParse(undefined)),
    setting.description ?? "",
  ])
  return `## Settings

Environment variables, and nothing else. All mistakes are reported at once, and the start ends with a non-zero status.

${table(["variable", "default", "meaning"], rows)}`
}

function defaultOf(parsed: { success: boolean; data?: unknown }): string {
  return parsed.data === undefined ? "absent" : `\`${parsed.data}\``
}
