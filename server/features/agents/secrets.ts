import { createHash, randomBytes } from "node:crypto"
import type { House } from "../../feature"

const SECRET_BYTES = 32
const AUTH_SECRET = "secret.auth"

/** 256 random bits that fit into an address. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url")
}

/** What is stored of a secret: with 256 random bits behind it, it needs neither salt nor slowness. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex")
}

/** What session cookies are signed with: made at the first start, the same on every node of a database. */
export function authSecret({ write }: House): Promise<string> {
  return write(AUTH_SECRET, async (db) => {
    await db
      .insertInto("setting")
      .values({ key: AUTH_SECRET, value: newSecret() })
      .onConflict((conflict) => conflict.column("key").doNothing())
      .execute()
    const { value } = await db
      .selectFrom("setting")
      .select("value")
      .where("key", "=", AUTH_SECRET)
      .executeTakeFirstOrThrow()
    return value
  })
}
