import { randomBytes } from "node:crypto"
import { hashOf } from "./secrets"

const CODES = 10
const CODE_LENGTH = 16
/** Crockford's letters and figures, of which none looks like another. */
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
const HASHED = "sha256:"

/** Ten codes of eighty random bits each, in groups that can be read aloud. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => {
    const letters = Array.from(randomBytes(CODE_LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join("")
    return (letters.match(/.{4}/g) ?? []).join("-")
  })
}

/** What is stored of a code, and compared: with eighty random bits behind it, it needs no salt. */
export function hashOfCode(code: string): string {
  return HASHED + hashOf(code.toLowerCase().replaceAll(/[^0-9a-z]/g, ""))
}

/** How the sign-in library keeps the codes: their hashes. It hands back what is left of them, which are hashes already. */
export const keptAsHashes = {
  encrypt: async (json: string) => {
    const codes: string[] = JSON.parse(json)
    return JSON.stringify(codes.map((code) => (code.startsWith(HASHED) ? code : hashOfCode(code))))
  },
  decrypt: async (kept: string) => kept,
}
