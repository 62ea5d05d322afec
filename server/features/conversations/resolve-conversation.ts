import type { Input, Output } from "../../../shared/protocol/types"
import type { AgentCaller, House } from "../../feature"
import { agentPerson } from "./people"

/** Says that nothing is left to answer. Resolving again changes nothing. */
export async function resolveConversation(
  house: House,
  caller: AgentCaller,
  { conversationId }: Input<"conversation.resolve">,
): Promise<Output<"conversation.resolve">> {
  const { summary } = await house.inConversation(conversationId, async (work) => {
    if (work.conversation.status === "resolved") return
    work.change({ status: "resolved", snoozedUntil: null })
    await work.record({ type: "conversation.resolved", by: agentPerson(caller) })
  })
  return { conversation: summary.agents }
}

/** Takes a resolved conversation up again. */
export async function reopenConversation(
  house: House,
  caller: AgentCaller,
  { conversationId }: Input<"conversation.reopen">,
): Promise<Output<"conversation.reopen">> {
  const { summary } = await house.inConversation(conversationId, async (work) => {
    if (work.conversation.status === "open") return
    work.change({ status: "open", snoozedUntil: null })
    await work.record({ type: "conversation.reopened", by: agentPerson(caller) })
  })
  return { conversation: summary.agents }
}
