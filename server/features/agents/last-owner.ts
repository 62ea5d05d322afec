import type { Transaction } from "kysely"
import { Refusal } from "../../core/refusal"
import type { Store } from "../../store/database"
import type { Schema } from "../../store/schema"

/** Refuses to leave First Touch without anybody who may change its settings. */
export async function keepAnotherOwner(dialect: Store["dialect"], db: Transaction<Schema>, id: string): Promise<void> {
  // The rows are held, so that two owners cannot take the role from each other at once.
  const owners = await db
    .selectFrom("agent")
    .select("id")
    .where("role", "=", "owner")
    .where("removedAt", "is", null)
    .orderBy("id")
    .$if(dialect === "postgres", (query) => query.forUpdate())
    .execute()
  if (owners.every((owner) => owner.id === id)) {
    throw new Refusal("conflict", "This is the last owner: make somebody else an owner first.")
  }
}

export async function hasOwner(db: Store["reads"]): Promise<boolean> {
  const owner = await db
    .selectFrom("agent")
    .select("id")
    .where("role", "=", "owner")
    .where("removedAt", "is", null)
    .limit(1)
    .executeTakeFirst()
  return owner !== undefined
}
