import { createHash } from "node:crypto"

/** What is stored of a secret: with 256 random bits behind it, it needs neither salt nor slowness. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex")
}
