import type { Input, Output } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { AgentCaller, House } from "../../feature"
import type { Database } from "../../store/schema"
import { agentPerson } from "./people"

/** Gives a conversation to an agent who is still here, or back to the queue. */
export async function assignConversation(
  house: House,
  caller: AgentCaller,
  { conversationId, assigneeId }: Input<"conversation.assign">,
): Promise<Output<"conversation.assign">> {
  const { summary } = await house.inConversation(conversationId, async (work) => {
    if (assigneeId === work.conversation.assigneeId) return
    if (assigneeId !== null && !(await isHere(work.db, assigneeId))) throw notFound("agent")
    work.change({ assigneeId })
    const { teamId } = work.conversation
    await work.record({ type: "conversation.assigned", by: agentPerson(caller), assigneeId, teamId })
  })
  return { conversation: summary.agents }
}

async function isHere(db: Database, agentId: string): Promise<boolean> {
  const row = await db
    .selectFrom("agent")
    .select("id")
    .where("id", "=", agentId)
    .where("removedAt", "is", null)
    .executeTakeFirst()
  return row !== undefined
}
