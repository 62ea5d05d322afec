import { AWAY_AFTER_MISSES } from "../../../shared/offers"
import type { House, Work } from "../../feature"
import { readAgent } from "../agents"

/**
 * Counts an offer that an agent let pass; the second in a row sets them away, which they and everybody see, and what
 * else they have not answered goes back at once.
 */
export async function countMiss(house: House, work: Work, agentId: string | null): Promise<void> {
  if (agentId === null) return
  const agent = await work.db
    .updateTable("agent")
    .set((columns) => ({ missedOffers: columns("missedOffers", "+", 1) }))
    .where("id", "=", agentId)
    .returning(["missedOffers", "availability"])
    .executeTakeFirst()
  if (!agent || agent.missedOffers < AWAY_AFTER_MISSES || agent.availability === "away") return
  await work.db
    .updateTable("agent")
    .set({ availability: "away", awayFor: "missed-offers", givesBackAt: work.now })
    .where("id", "=", agentId)
    .execute()
  work.afterCommit(() => {
    house.wakeBy(work.now)
    house.background("routing", tellAway(house, agentId))
  })
}

async function tellAway(house: House, agentId: string): Promise<void> {
  house.tell.agents(null, "presence", { agents: [await readAgent(house.store.reads, agentId, house.clock.now())] })
}

/** Whoever takes or answers one is at their desk. */
export async function forgetMisses(work: Work, agentId: string): Promise<void> {
  await work.db
    .updateTable("agent")
    .set({ missedOffers: 0 })
    .where("id", "=", agentId)
    .where("missedOffers", ">", 0)
    .execute()
}
