import type { Input, Output } from "../../../shared/protocol/types"
import { Refusal } from "../../core/refusal"
import type { AgentCaller, House } from "../../feature"
import { offerNext } from "./offer-next"
import { liveOffer } from "./offer-row"
import { takeFromOffered } from "./take-away"
import { owedReply } from "./waits"

/** Says no to an offer: the next one is asked at once. */
export async function declineOffer(
  house: House,
  { agentId, name }: AgentCaller,
  { conversationId }: Input<"offer.decline">,
): Promise<Output<"offer.decline">> {
  const { summary } = await house.inConversation(conversationId, async (work) => {
    const offer = await liveOffer(work.db, conversationId)
    if (offer?.agentId !== agentId)
      throw new Refusal("conflict", "You are not asked to take this conversation any more.")
    const why = await takeFromOffered(house, work, "declined", { kind: "agent", id: agentId, name })
    const timer = await owedReply(work)
    if (timer) await offerNext(house, work, timer, why)
  })
  return { conversation: summary.agents }
}
