import { randomBytes } from "node:crypto"
import type { GroupCommit } from "../store/group-commit"

const SECRET_BYTES = 32

/** 256 random bits that fit into an address. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url")
}

/**
 * A secret that is made at the first start and kept beside the data: the same on every node, over every restart. `make` is
 * for one that must have a shape of its own.
 */
export function keptSecret(write: GroupCommit["run"], name: string, make = newSecret): Promise<string> {
  return kept(write, `secret.${name}`, make)
}

/** A word that is made at the first start and stays. */
export function kept(write: GroupCommit["run"], key: string, make: () => string): Promise<string> {
  return write(key, async (db) => {
    await db
      .insertInto("setting")
      .values({ key, value: make() })
      .onConflict((conflict) => conflict.column("key").doNothing())
      .execute()
    const { value } = await db.selectFrom("setting").select("value").where("key", "=", key).executeTakeFirstOrThrow()
    return value
  })
}
