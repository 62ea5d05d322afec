import fc from "fast-check"
import { z } from "zod"
import { type Caller, calls } from "../../../shared/protocol/calls"
import type { CallName } from "../../../shared/protocol/types"
import { anyJson, anyText, hostileNumber } from "./values"

type JsonSchema = z.core.JSONSchema.JSONSchema
export type Asked = { name: string; input: unknown }

const NAMES = Object.keys(calls) as CallName[]

/** Calls with inputs that fit their schemas, nearly fit them, or do not; `known` are ids that mean something to the server. */
export function anyCall(known: readonly string[], names: readonly CallName[] = NAMES): fc.Arbitrary<Asked> {
  const asked = names.map((name) => {
    const fitting = fittingTo(z.toJSONSchema(calls[name].input, { io: "input" }), known)
    return fc.record({ name: fc.constant(name), input: fc.oneof(fitting, mutated(fitting)) })
  })
  const nonsense = fc.record({ name: anyText, input: anyJson })
  return fc.oneof({ weight: 20, arbitrary: fc.oneof(...asked) }, nonsense)
}

/** Mostly calls that somebody may make, because the others end at the door. */
export function callsOf(actor: Caller, known: readonly string[]): fc.Arbitrary<Asked> {
  const may = NAMES.filter((name) => (calls[name].by as readonly Caller[]).includes(actor))
  return fc.oneof({ weight: 6, arbitrary: anyCall(known, may) }, anyCall(known))
}

/** What fits a schema, as far as a schema can tell. */
function fittingTo(schema: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  const fitting = (part: unknown) => fittingTo(part as JsonSchema, known)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(fitting))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom<unknown>(...schema.enum)
  switch (schema.type) {
    case "object":
      return fittingObject(schema, fitting)
    case "array":
      return fc.array(fitting(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: schema.minItems ?? 4 })
    case "integer":
    case "number":
      return fc.oneof(fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 2 ** 45 }), hostileNumber)
    case "boolean":
      return fc.boolean()
    case "null":
      return fc.constant(null)
    case "string":
      return fittingText(schema, known)
    default:
      return anyJson
  }
}

function fittingObject(schema: JsonSchema, fitting: (part: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, part]) => [key, fitting(part)]))
  return fc.record(fields, { requiredKeys: (schema.required ?? []).filter((key) => key in fields) })
}

function fittingText({ format, pattern }: JsonSchema, known: readonly string[]): fc.Arbitrary<string> {
  if (format === "uuid" || format === "guid") return fc.oneof(fc.uuid(), fc.constantFrom(...known))
  if (format === "email") return fc.emailAddress()
  if (format === "uri") return fc.webUrl()
  if (format === "date") return fc.constantFrom("2026-02-28", "2026-02-29", "2028-02-29", "9999-12-31", "0000-01-01")
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { maxLength: 40 })
  const named = fc.constantFrom("default", "Europe/Kyiv", "/pricing*", "https://shop.example", "en")
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, named, anyText)
}

type Change = { place: number; key: string; value: unknown; how: "replace" | "drop" | "add" | "wrap" }

/** The same with one thing wrong in it. */
function mutated(fitting: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change: fc.Arbitrary<Change> = fc.record({
    place: fc.nat(20),
    key: fc.oneof(fc.constantFrom("role", "siteId", "by", "__proto__", "isAdmin"), anyText),
    value: anyJson,
    how: fc.constantFrom("replace", "drop", "add", "wrap"),
  })
  return fc.tuple(fitting, change).map(([input, how]) => changed(input, how))
}

function changed(input: unknown, { place, key, value, how }: Change): unknown {
  if (typeof input !== "object" || input === null) return how === "wrap" ? [input] : value
  const keys = Object.keys(input)
  const there = keys[place % Math.max(1, keys.length)]
  if (how === "add" || there === undefined) return { ...input, [key]: value }
  const entries = Object.entries(input).flatMap(([each, old]) => {
    if (each !== there) return [[each, old]]
    if (how === "drop") return []
    return [[each, how === "wrap" ? [old] : value]]
  })
  return Object.fromEntries(entries)
}
