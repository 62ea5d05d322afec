import fc from "fast-check"

/** Texts that were holes somewhere: names that objects have, operators of databases, halves of characters. */
const HOSTILE_TEXTS = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud83d",
  "\u202enimda",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "NaN",
  "9223372036854775808",
  "' or 1=1 --",
  '"; drop table conversation; --',
  "%_\\",
  'NEAR("a" *) OR "',
  "'a' & !b | (c <-> d):*",
  "../../../../etc/passwd",
  "{{agent.token}}",
  "javascript:alert(1)",
  "<img src=x onerror=alert(1)>",
  "A".repeat(10_001),
  "😀".repeat(5_000),
  "https://a.example ".repeat(500),
]

/** Numbers at which a column, a date or a reckoning ends. */
const HOSTILE_NUMBERS = [
  -1,
  0,
  1,
  0.5,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53 - 1,
  -(2 ** 53) + 1,
  2 ** 53,
  8.64e15,
  8.64e15 + 1,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
]

const hostileText = fc.constantFrom(...HOSTILE_TEXTS)
export const hostileNumber = fc.constantFrom(...HOSTILE_NUMBERS)

/** Any text at all, or one of those that were holes. */
export const anyText = fc.oneof(
  hostileText,
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ maxLength: 200 }),
)

const deep = (depth: number) => JSON.parse("[".repeat(depth) + "]".repeat(depth))

/** Any JSON: what no schema of ours asks for. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], deep(200)),
  fc.constant(JSON.parse('{"__proto__":{"isAdmin":true}}')),
  fc.constant({ constructor: { prototype: { isAdmin: true } } }),
  fc.constant({ type: "div", props: { dangerouslySetInnerHTML: { __html: "<img src=x onerror=alert(1)>" } } }),
  fc.constant({ $ne: null }),
  fc.constant({ toString: "x", length: 1e9 }),
  hostileNumber,
  anyText,
  fc.jsonValue({ maxDepth: 3 }),
)
