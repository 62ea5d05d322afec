import type { AgentConversation, Team } from "../../shared/protocol/types"
import { t } from "../locales"
import { took } from "./actions"
import { connection } from "./client"
import { conversationBy } from "./inbox"
import { owedReply } from "./later"
import { agentBy, agents, me, presenceOf, teamBy } from "./people"
import { say } from "./toasts"

type Hands = Pick<AgentConversation, "assigneeId" | "teamId">

/** Hands a conversation over to a team, or to everybody: nobody has it, and the server asks one of them. */
export async function handOver(conversationId: string, teamId: string | null): Promise<void> {
  const before = conversationBy(conversationId)
  if (!(await put(conversationId, { assigneeId: null, teamId }))) return
  const undo = { label: t.common.undo, run: () => void put(conversationId, before ? handsOf(before) : NOBODYS) }
  say(handedOver(conversationId, teamBy(teamId)), undo)
}

const NOBODYS: Hands = { assigneeId: null, teamId: null }

const handsOf = ({ assigneeId, teamId }: Hands): Hands => ({ assigneeId, teamId })

async function put(conversationId: string, hands: Hands): Promise<boolean> {
  return took(await connection.call("conversation.assign", { conversationId, ...hands }))
}

/** What became of it, as the server has just said: who is asked now, or that nobody can be. */
function handedOver(conversationId: string, team: Team | null): string {
  const { said } = t.handover
  const conversation = conversationBy(conversationId)
  if (!team) return said.everybody
  if (!conversation?.offer) return isAwaited(conversation) ? said.waits(team.name) : said.queued(team.name)
  const { agentId, teamId } = conversation.offer
  if (agentId !== null) return said.asked(team.name, agentBy(agentId)?.name ?? "")
  return teamId === null ? said.rungAll(team.name) : said.rung(team.name)
}

const isAwaited = (conversation: AgentConversation | null) => conversation?.status === "open" && owedReply(conversation)

/** How many of a team are here and could be asked. Whoever hands it over is not. */
export function othersHere({ agentIds }: Team): number {
  const areHere = agents.value.filter((agent) => !agent.removed && presenceOf(agent) === "online")
  return areHere.filter(({ id }) => id !== me.value?.id && agentIds.includes(id)).length
}
