import type { Input, Output } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { AgentCaller, House } from "../../feature"
import type { Database } from "../../store/schema"
import { agentPerson, isHere } from "./people"

/** Gives a conversation to an agent who is still here, hands it over to a team, or gives it back to a queue. */
export async function assignConversation(
  house: House,
  caller: AgentCaller,
  { conversationId, assigneeId = null, teamId: toTeamId }: Input<"conversation.assign">,
): Promise<Output<"conversation.assign">> {
  const { summary } = await house.inConversation(conversationId, async (work) => {
    const before = work.conversation
    const teamId = toTeamId === undefined ? before.teamId : toTeamId
    if (assigneeId === before.assigneeId && teamId === before.teamId) return
    if (assigneeId !== null && !(await isHere(house, work.db, assigneeId))) throw notFound("agent")
    if (teamId !== null && teamId !== before.teamId && !(await isTeam(house, work.db, teamId))) throw notFound("team")
    const handedOver = teamId === before.teamId ? {} : { fromTeamId: before.teamId }
    work.change({ assigneeId, teamId })
    await work.record({
      type: "conversation.assigned",
      by: agentPerson(caller),
      assigneeId,
      teamId,
      ...handedOver,
    })
  })
  return { conversation: summary.agents }
}

/** Whether there is such a team. Held until the commit: whoever removes it gives back what it was given before. */
async function isTeam({ store }: House, db: Database, teamId: string): Promise<boolean> {
  const row = await db
    .selectFrom("team")
    .select("id")
    .where("id", "=", teamId)
    .$if(store.dialect === "postgres", (query) => query.forShare())
    .executeTakeFirst()
  return row !== undefined
}
