import { readFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"

const listSchema = z.array(z.object({ name: z.string(), payload: z.string(), class: z.string() }))

/** A bad input: what it is, and the words themselves. */
export type Bad = { kind: string; words: string }

const THEIRS = process.env.PAYLOADS || join(import.meta.dirname, "../payloads.json")
const OURS = join(import.meta.dirname, "ours.json")

/**
 * What people have sent to chats to do harm, each once: a list that was given to us, and what we thought of besides.
 * `PAYLOADS=a-file.json` tries another list in the place of the first one.
 */
export const PAYLOADS: readonly Bad[] = once([...listIn(THEIRS), ...listIn(OURS)])

/** One of each kind, for places that take their time. */
export const ONE_OF_EACH: readonly Bad[] = PAYLOADS.filter(
  ({ kind }, index) => PAYLOADS.findIndex((each) => each.kind === kind) === index,
)

function listIn(file: string): Bad[] {
  const list = listSchema.parse(JSON.parse(readFileSync(file, "utf8")))
  return list.map(({ class: kind, payload }) => ({ kind, words: written(payload) }))
}

function once(all: readonly Bad[]): Bad[] {
  return [...new Map(all.map((bad) => [bad.words, bad])).values()]
}

/** `@@repeat:A:1048576@@` stands for so many of them; what else is said between such signs is sent as it is. */
function written(payload: string): string {
  return payload.replace(/@@repeat:(.*?):(\d+)@@/su, (_, piece: string, times: string) =>
    unescaped(piece).repeat(Number(times)),
  )
}

function unescaped(piece: string): string {
  return piece
    .replace(/\\n/g, "\n")
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number(`0x${hex}`)))
}

/** The beginning that is short enough: as the door counts, in code points. */
export const cut = (words: string, length: number) =>
  words.length <= length ? words : [...words].slice(0, length).join("")

/** Whether a database of any kind could keep it: all else is refused (shared/protocol/primitives.ts). */
export const isText = (words: string) => words.isWellFormed() && !words.includes("\0")

/** Whether it is text and says something. */
export const isFilled = (words: string) => isText(words) && words.trim() !== ""

const TURNING = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g
const UNSEEN = /[\s\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/gu

/** A name as it is shown: nothing in it turns the direction of text, and one that cannot be seen is none. */
export const asName = (words: string) => (words.replace(UNSEEN, "") === "" ? "" : words.replace(TURNING, "").trim())

/** The name of a file as the server keeps it. */
export function asFileName(words: string, ending: string): string {
  const name = asName(words.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")) || "file"
  return name.toLowerCase().endsWith(`.${ending}`) ? name : `${name}.${ending}`
}
