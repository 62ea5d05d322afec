import fc from "fast-check"
import { anyCall } from "./inputs"
import { anyJson, anyText } from "./values"

/** What is put on a line: a text, bytes in a frame, or bytes that are no frame. */
export type Frame =
  | { how: "text"; text: string }
  | { how: "polling"; text: string }
  | { how: "binary"; bytes: Uint8Array }
  | { how: "raw"; bytes: Uint8Array }

const HOSTILE_FRAMES = [
  '42["connect"]',
  '42["disconnect"]',
  '42["newListener"]',
  '42["constructor"]',
  "42[null]",
  "42[]",
  "42",
  "4",
  '42["m",',
  '450-["m",{"_placeholder":true,"num":0}]',
  '451-/visitor,["message.send",{"_placeholder":true,"num":0}]',
  '4599999999-/visitor,["message.send",{"_placeholder":true,"num":0}]',
  '43999["x"]',
  '40/admin,{"token":"x"}',
  "40[1,2,3]",
  "40/visitor,null",
  '40/visitor,{"site":{"toString":1}}',
  '40/visitor,{"site":"default","token":["x"]}',
  '40/agent,{"token":{"a":1}}',
  '44/visitor,"x"',
  "9x",
  "1",
  "2probe",
  "3",
  "5",
  "6",
  "b",
  '42/visitor,1["page.visited",{}]42/visitor,2["page.visited",{}]',
  `42/visitor,${"9".repeat(400)}["typing.set",{}]`,
  `4${"2".repeat(1_000)}`,
  `42/visitor,1["${"x".repeat(100_000)}"]`,
]

/** Headers of WebSocket frames that promise what does not come, or are not allowed (V62). */
const HOSTILE_HEADERS = [
  [0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x81, 0xfe, 0xff, 0xff],
  [0x01, 0x81, 0, 0, 0, 0, 0x34],
  [0x00, 0x81, 0, 0, 0, 0, 0x34],
  [0x81, 0x05, 0x34, 0x32, 0x5b, 0x5d, 0x5d],
  [0xf1, 0x81, 0, 0, 0, 0, 0x34],
  [0x83, 0x80, 0, 0, 0, 0],
  [0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0],
  [0x88, 0x81, 0, 0, 0, 0, 0x03],
  [0x88, 0x82, 0, 0, 0, 0, 0xff, 0xff],
]

/** Frames of a call, whole or broken, and everything else that a line can carry. */
export function anyFrame(known: readonly string[]): fc.Arbitrary<Frame> {
  const packet = fc
    .record({
      call: anyCall(known),
      id: fc.option(fc.nat(10_000)),
      namespace: fc.constantFrom("/visitor,", "/agent,", ""),
    })
    .map(({ call, id, namespace }) => `42${namespace}${id ?? ""}${JSON.stringify([call.name, call.input])}`)
  const connect = fc
    .tuple(fc.constantFrom("/visitor", "/agent", "/", "/x"), anyJson)
    .map(([namespace, auth]) => `40${namespace},${JSON.stringify(auth)}`)
  const made = fc
    .tuple(fc.stringMatching(/^[0-9b]{0,4}$/), fc.constantFrom("", "/visitor,", "/agent,", "/", ","), anyText, anyJson)
    .map(([types, namespace, text, json]) => types + namespace + text + JSON.stringify(json))
  const texts = fc.oneof(packet, broken(packet), connect, made, anyText, fc.constantFrom(...HOSTILE_FRAMES))
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    texts.map((text) => new TextEncoder().encode(text)),
  )
  const headers = fc.constantFrom(...HOSTILE_HEADERS).map((header) => Uint8Array.from(header))
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ how: fc.constant("text" as const), text: texts }) },
    { weight: 2, arbitrary: fc.record({ how: fc.constant("binary" as const), bytes }) },
    { weight: 2, arbitrary: fc.record({ how: fc.constant("raw" as const), bytes: fc.oneof(bytes, headers) }) },
    { weight: 1, arbitrary: fc.record({ how: fc.constant("polling" as const), text: texts }) },
  )
}

/** A text that was cut, doubled or bent at one place. */
function broken(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(texts, fc.nat(), fc.constantFrom("cut", "double", "bend"), fc.string({ maxLength: 3 }))
    .map((parts) => {
      const [text, place, how, more] = parts
      const at = text.length === 0 ? 0 : place % text.length
      if (how === "cut") return text.slice(0, at)
      return how === "double" ? text.slice(0, at) + text : text.slice(0, at) + more + text.slice(at + 1)
    })
}
