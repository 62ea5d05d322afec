import type { Person } from "../../../shared/protocol/types"
import type { House } from "../../feature"

/** Whoever waits for a person who is gone waits for everybody again. */
export async function returnToQueue(house: House, agentId: string, by: Person): Promise<void> {
  const theirs = await house.store.reads
    .selectFrom("conversation")
    .select("id")
    .where("status", "!=", "resolved")
    .where("assigneeId", "=", agentId)
    .execute()
  for (const { id } of theirs) {
    await house.inConversation(id, async (work) => {
      if (work.conversation.assigneeId !== agentId) return
      work.change({ assigneeId: null })
      await work.record({ type: "conversation.assigned", by, assigneeId: null, teamId: work.conversation.teamId })
    })
  }
}
