import type { Input, Output } from "../../../shared/protocol/types"
import type { AgentCaller, House } from "../../feature"
import { readAgent } from "../agents"

/** An agent says whether they take conversations now; colleagues see it at once. */
export async function chooseAvailability(
  house: House,
  { agentId }: AgentCaller,
  { availability }: Input<"presence.set">,
): Promise<Output<"presence.set">> {
  await house.write(agentId, (db) =>
    db.updateTable("agent").set({ availability, awayFor: null, missedOffers: 0 }).where("id", "=", agentId).execute(),
  )
  const agent = await readAgent(house.store.reads, agentId, house.clock.now())
  house.tell.agents(null, "presence", { agents: [agent] })
  return { agent }
}
