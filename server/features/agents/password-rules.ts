import { Refusal } from "../../core/refusal"

/** What somebody is known by, and nobody should guess their password from. */
export type Known = { email: string; name: string | null }

const PRODUCT = ["first", "touch"]
const SHORTEST_WORD = 3
/** What must be left of a password without its bearer's own words: more than a year. */
const SHORTEST_REST = 6

/** Why a password would be guessed, as the end of a sentence; null for one that may be chosen. */
export async function weaknessOf(password: string, { email, name }: Known): Promise<string | null> {
  const small = password.toLowerCase()
  if ((await commonPasswords()).has(small)) return "is one of those that are tried first"
  const own = [...wordsIn(email), ...wordsIn(name ?? ""), ...PRODUCT]
  if (lengthWithout(small, own) < SHORTEST_REST) return "says little beyond a name or an e-mail address"
  return null
}

/** Refuses a password that would be guessed. */
export async function refuseWeak(password: string, known: Known): Promise<void> {
  const weakness = await weaknessOf(password, known)
  if (weakness !== null) throw new Refusal("invalid_input", `password: ${weakness}.`)
}

/** 49,000 passwords in the order in which leaks had them. They come when the first one is chosen, not with every start. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import("@zxcvbn-ts/language-common").then(({ dictionary }) => new Set(dictionary["passwords-common"]))
  return common
}
let common: Promise<ReadonlySet<string>> | undefined

const wordsIn = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= SHORTEST_WORD)

/** How many letters and figures are left when these words are taken out, the longest first. */
function lengthWithout(password: string, words: readonly string[]): number {
  const longestFirst = words.toSorted((one, other) => other.length - one.length)
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, " "), password)
  return rest.replaceAll(/[^\p{L}\p{N}]/gu, "").length
}
