import type { Input, Output } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { AgentCaller, House } from "../../feature"
import { agentPerson, isHere } from "./people"

/** Gives a conversation to an agent who is still here, or back to the queue. */
export async function assignConversation(
  house: House,
  caller: AgentCaller,
  { conversationId, assigneeId }: Input<"conversation.assign">,
): Promise<Output<"conversation.assign">> {
  const { summary } = await house.inConversation(conversationId, async (work) => {
    if (assigneeId === work.conversation.assigneeId) return
    if (assigneeId !== null && !(await isHere(house, work.db, assigneeId))) throw notFound("agent")
    work.change({ assigneeId })
    const { teamId } = work.conversation
    await work.record({ type: "conversation.assigned", by: agentPerson(caller), assigneeId, teamId })
  })
  return { conversation: summary.agents }
}
