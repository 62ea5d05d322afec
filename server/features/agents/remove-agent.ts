import type { Transaction } from "kysely"
import type { Output } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { CallContext, House } from "../../feature"
import type { Schema } from "../../store/schema"
import { keepAnotherOwner } from "./last-owner"
import { agentRowById, readAgent } from "./read-agents"
import { returnToQueue } from "./return-to-queue"
import { forgetSecondFactor } from "./second-factor"

/** Takes a person's password, sessions, keys and open lines away at once. What they wrote stays, under their name. */
export async function removeAgent(
  house: House,
  { caller: owner, afterwards }: CallContext<"agent.remove">,
  agentId: string,
): Promise<Output<"agent.remove">> {
  const agent = await house.write(agentId, async (db) => {
    const row = await agentRowById(db, agentId)
    if (!row) throw notFound("agent")
    if (row.role === "owner" && row.removedAt === null) await keepAnotherOwner(house.store.dialect, db, agentId)
    const removedAt = row.removedAt ?? house.clock.now()
    await db.updateTable("agent").set({ removedAt }).where("id", "=", agentId).execute()
    await takeWaysIn(db, agentId)
    await forgetSecondFactor(house, db, agentId)
    return readAgent(db, agentId, house.clock.now())
  })
  house.tell.agents(null, "presence", { agents: [agent] })
  await returnToQueue(house, agentId, { kind: "agent", id: owner.agentId, name: owner.name })
  // After the answer to this call: an owner may have removed themselves.
  afterwards(() => house.tell.hangUp({ agentId }))
  return { agent }
}

async function takeWaysIn(db: Transaction<Schema>, agentId: string): Promise<void> {
  await db.deleteFrom("account").where("userId", "=", agentId).execute()
  await db.deleteFrom("session").where("userId", "=", agentId).execute()
  await db.deleteFrom("apiKey").where("agentId", "=", agentId).execute()
}
