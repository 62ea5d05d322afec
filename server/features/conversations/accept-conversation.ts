import type { Input, Output } from "../../../shared/protocol/types"
import { Refusal } from "../../core/refusal"
import type { AgentCaller, House } from "../../feature"
import { agentName, agentPerson, isHere } from "./people"

/** Takes a conversation: of two agents one succeeds, because the first holds its row when the second looks. */
export async function acceptConversation(
  house: House,
  caller: AgentCaller,
  { conversationId }: Input<"conversation.accept">,
): Promise<Output<"conversation.accept">> {
  const { summary } = await house.inConversation(conversationId, async (work) => {
    const { assigneeId, teamId } = work.conversation
    if (assigneeId === caller.agentId) return
    if (assigneeId !== null) throw await takenBy(assigneeId)
    // Whoever is being removed may have a line for another moment; what they took would wait for nobody.
    if (!(await isHere(house, work.db, caller.agentId))) throw new Refusal("unauthenticated", "Sign in first.")
    work.change({ assigneeId: caller.agentId })
    await work.record({
      type: "conversation.assigned",
      by: agentPerson(caller),
      assigneeId: caller.agentId,
      teamId,
    })
  })
  return { conversation: summary.agents }

  async function takenBy(agentId: string): Promise<Refusal> {
    const winner = (await agentName(house.store.reads, agentId)) ?? "A colleague"
    return new Refusal("conflict", `${winner} has already taken this conversation.`)
  }
}
