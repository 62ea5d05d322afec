import { createHash } from "node:crypto"
import type { Passwords } from "../core/passwords"

const quickly = (password: string) => createHash("sha256").update(password).digest("hex")

/** For tests, which sign in all day: a hash that costs nothing and so protects nothing. */
export const quickPasswords: Passwords = {
  hash: async (password) => quickly(password),
  verify: async ({ hash, password }) => hash === quickly(password),
}
