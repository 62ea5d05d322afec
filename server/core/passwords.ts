import { hashPassword, verifyPassword } from "better-auth/crypto"

/** How passwords are kept, so that nobody reads them back, and known again. */
export type Passwords = {
  hash(password: string): Promise<string>
  verify(kept: { hash: string; password: string }): Promise<boolean>
}

/** scrypt with a salt for each, off the event loop's thread. It takes its time on purpose, so tests hand in a quicker way. */
export const scryptPasswords: Passwords = { hash: hashPassword, verify: verifyPassword }
