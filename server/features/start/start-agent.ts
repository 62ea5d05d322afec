import type { Output } from "../../../shared/protocol/types"
import type { AgentCaller, House } from "../../feature"
import { readAgent, readAgents } from "../agents"
import { readOpenConversations } from "../conversations"
import { readWhereabouts } from "../presence"
import { readSites } from "../sites"
import { readTeams } from "../teams"
import { readPolicies } from "../timers"

/** Everything the panel opens with, the most urgent conversation first. */
export async function startAgent(house: House, { agentId }: AgentCaller): Promise<Output<"agent.start">> {
  const { reads } = house.store
  const now = house.clock.now()
  const [me, agents, sites, policies, teams, conversations, visitors] = await Promise.all([
    readAgent(reads, agentId, now),
    readAgents(reads, now),
    readSites(reads),
    readPolicies(reads),
    readTeams(reads),
    readOpenConversations(house),
    readWhereabouts(reads, now),
  ])
  return { me, agents, sites, policies, teams, conversations, visitors, now, epoch: house.epoch }
}
