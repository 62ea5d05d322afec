import type { JsonSchema } from "../../server/wire/json-schema"

type Part = JsonSchema | boolean | undefined

/** What a value may be, in words: "text, at most 100 characters, or null". */
export function words(schema: Part): string {
  if (typeof schema !== "object") return "anything"
  if (schema.$ref) return linkTo(schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1))
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return oneOf(choices.map(words))
  if (schema.const !== undefined) return `\`${schema.const}\``
  if (schema.enum) return oneOf(schema.enum.map((value) => `\`${value}\``))
  if (Array.isArray(schema.type)) return oneOf(schema.type.map((type) => words({ ...schema, type })))
  return ofType(schema)
}

/** The same for a field, whose name tells what its number counts: `dueAt` is a time, `targetMs` a duration. */
export function fieldWords(name: string, schema: Part): string {
  if (name.endsWith("Ms")) return words(schema).replace(/a whole number(, 0 or more)?/, "a duration")
  return /(At|^at|^now)$/.test(name) ? words(schema).replace("a whole number", "a time") : words(schema)
}

/** A link to a thing's own heading. */
export function linkTo(name: string): string {
  return `[${name}](#${name.toLowerCase()})`
}

function oneOf(choices: string[]): string {
  const last = choices.at(-1)
  const before = choices.slice(0, -1)
  if (before.length === 0) return last ?? "nothing"
  const comma = before.some((choice) => choice.includes(",")) ? "," : ""
  return `${before.join(", ")}${comma} or ${last}`
}

function ofType(schema: JsonSchema): string {
  switch (schema.type) {
    case "string":
      return ofText(schema)
    case "integer":
    case "number":
      return ofNumber(schema)
    case "boolean":
      return "`true` or `false`"
    case "null":
      return "`null`"
    case "array":
      return schema.maxItems === 0 ? "an empty list" : `a list of ${ofItems(schema)}`
    case "object":
      return ofObject(schema)
    default:
      return "anything"
  }
}

const ID_LENGTH = 64

function ofText({ format, minLength = 0, maxLength }: JsonSchema): string {
  if (format === "uuid") return "a UUID"
  if (minLength === 1 && maxLength === ID_LENGTH) return "an id"
  const kind = format === "email" ? "an e-mail address" : "text"
  const least = minLength > 1 ? `at least ${count(minLength)}` : ""
  const most = maxLength === undefined ? "" : `at most ${count(maxLength)}`
  const length = [least, most].filter(Boolean).join(" and ")
  return length ? `${kind}, ${length} characters` : kind
}

function ofNumber({ minimum, exclusiveMinimum, maximum, type }: JsonSchema): string {
  const kind = type === "integer" ? "a whole number" : "a number"
  const least = minimum ?? (typeof exclusiveMinimum === "number" ? exclusiveMinimum + 1 : undefined)
  if (least !== undefined && maximum !== undefined) return `${kind} from ${count(least)} to ${count(maximum)}`
  if (least !== undefined) return `${kind}, ${count(least)} or more`
  return maximum === undefined ? kind : `${kind}, at most ${count(maximum)}`
}

const count = (value: number) => value.toLocaleString("en")

function ofItems({ items, maxItems }: JsonSchema): string {
  const limit = maxItems === undefined ? "" : `at most ${count(maxItems)} of: `
  return limit + words(Array.isArray(items) ? items[0] : items)
}

function ofObject({ properties = {}, required = [] }: JsonSchema): string {
  const fields = Object.entries(properties)
  if (fields.length === 0) return "an empty object"
  const inside = fields.map(
    ([name, field]) => `\`${name}\`${required.includes(name) ? "" : "?"}: ${fieldWords(name, field)}`,
  )
  return `{ ${inside.join("; ")} }`
}
