import { expect, test } from "vitest"
import { z } from "zod"
import { jsonSchema } from "../../server/wire/json-schema"
import { words } from "./words"

test.each([
  [z.string().max(10_000), "text, at most 10,000 characters"],
  [z.string().min(10).max(128), "text, at least 10 and at most 128 characters"],
  [z.guid(), "a UUID"],
  [z.number().int().min(0), "a whole number, 0 or more"],
  [z.number().int().min(1).max(200), "a whole number from 1 to 200"],
  [z.enum(["open", "resolved"]), "`open` or `resolved`"],
  [z.string().nullable(), "text or `null`"],
  [z.string().max(40).nullable(), "text, at most 40 characters, or `null`"],
  [z.array(z.boolean()), "a list of `true` or `false`"],
  [
    z.object({ on: z.boolean(), seq: z.number().int().optional() }),
    "{ `on`: `true` or `false`; `seq`?: a whole number }",
  ],
  [z.object({}), "an empty object"],
])("a schema is told in words (%#)", (schema, told) => {
  expect(words(jsonSchema(schema))).toBe(told)
})
