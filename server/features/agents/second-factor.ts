import type { Input, Output } from "../../../shared/protocol/types"
import { Refusal } from "../../core/refusal"
import type { AgentCaller, House } from "../../feature"
import type { Database } from "../../store/schema"
import { hashOf } from "./secrets"

const REQUIRED = "secondFactor.required"
/** A code is right for its half minute and for those beside it. */
const CODE_LIVES_MS = 120_000

/** Whether everybody must have a second factor. */
export async function isSecondFactorRequired(db: Database): Promise<boolean> {
  const row = await db.selectFrom("setting").select("value").where("key", "=", REQUIRED).executeTakeFirst()
  return row?.value === "on"
}

/** Whether the caller has a second factor, how many recovery codes are left, and whether everybody must have one. */
export async function readSecondFactor({ store }: House, caller: AgentCaller): Promise<Output<"secondFactor.read">> {
  const row = await secondFactorOf(store.reads, caller.agentId)
  return {
    on: row !== undefined,
    recoveryCodesLeft: row ? JSON.parse(row.backupCodes).length : 0,
    required: await isSecondFactorRequired(store.reads),
  }
}

/** Asks everybody for a second factor from now on, or nobody. Who has none is let in for nothing but to set it up. */
export async function requireSecondFactor(
  { store, write }: House,
  caller: AgentCaller,
  { required }: Input<"secondFactor.require">,
): Promise<Output<"secondFactor.require">> {
  if (required && !(await secondFactorOf(store.reads, caller.agentId))) {
    throw new Refusal("conflict", "Set up your own second factor first: else you would lock yourself out.")
  }
  await write(REQUIRED, (db) =>
    db
      .insertInto("setting")
      .values({ key: REQUIRED, value: required ? "on" : "off" })
      .onConflict((conflict) => conflict.column("key").doUpdateSet({ value: required ? "on" : "off" }))
      .execute(),
  )
  return { required }
}

/** Takes a code as used before it is looked at, so that of two who come with it at once one is let in. False: it was used. */
export async function useCode({ clock, write }: House, agentId: string, code: string): Promise<boolean> {
  const now = clock.now()
  return write(`code.${agentId}`, async (db) => {
    await db
      .deleteFrom("usedCode")
      .where("agentId", "=", agentId)
      .where("usedAt", "<", now - CODE_LIVES_MS)
      .execute()
    const used = await db
      .insertInto("usedCode")
      .values({ agentId, codeHash: hashOf(code), usedAt: now })
      .onConflict((conflict) => conflict.columns(["agentId", "codeHash"]).doNothing())
      .executeTakeFirst()
    return (used.numInsertedOrUpdatedRows ?? 0n) > 0n
  })
}

/** Takes somebody's second factor away, as when they are let in anew. */
export async function forgetSecondFactor({ store }: House, db: Database, agentId: string): Promise<void> {
  await db.deleteFrom("twoFactor").where("userId", "=", agentId).execute()
  const no = store.dialect === "sqlite" ? 0 : false
  await db.updateTable("agent").set({ twoFactorEnabled: no }).where("id", "=", agentId).execute()
}

/** Ends every session but the latest: those were begun with a password alone. */
export async function endOlderSessions({ tell, write }: House, agentId: string): Promise<void> {
  await write(agentId, async (db) => {
    const latest = await db
      .selectFrom("session")
      .select("id")
      .where("userId", "=", agentId)
      .orderBy("createdAt", "desc")
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst()
    await db
      .deleteFrom("session")
      .where("userId", "=", agentId)
      .where("id", "!=", latest?.id ?? "")
      .execute()
  })
  tell.hangUp({ agentId })
}

async function secondFactorOf(db: Database, agentId: string) {
  const row = await db
    .selectFrom("twoFactor")
    .innerJoin("agent", "agent.id", "twoFactor.userId")
    .select(["twoFactor.backupCodes", "agent.twoFactorEnabled"])
    .where("twoFactor.userId", "=", agentId)
    .executeTakeFirst()
  return row?.twoFactorEnabled ? row : undefined
}
