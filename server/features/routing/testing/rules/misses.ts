import type { AgentSeen, Picture } from "../picture"

/** Said here again, so that a product that says otherwise is found out. */
const AWAY_AFTER_MISSES = 2

/** Two offers missed in a row set an agent away, and nothing less does (R6). */
export function wrongMisses(picture: Picture, lastDeedAt: ReadonlyMap<string, number>): string[] {
  return picture.agents.flatMap((agent) => {
    const missed = missedBy(agent, picture)
    const inARow = missed.filter((at) => at > (lastDeedAt.get(agent.id) ?? 0)).length
    if (inARow >= AWAY_AFTER_MISSES && agent.availability === "online")
      return [`${agent.name} missed ${inARow} offers in a row and is online`]
    if (missed.length < AWAY_AFTER_MISSES && agent.awayFor !== null)
      return [`${agent.name} missed ${missed.length} offers and was set away`]
    return []
  })
}

/** When each offer ended that they missed. */
const missedBy = ({ id }: AgentSeen, { conversations }: Picture) =>
  conversations.flatMap(({ offers }) =>
    offers.flatMap(({ agentId, outcome, endedAt }) =>
      agentId === id && outcome === "missed" && endedAt !== null ? [endedAt] : [],
    ),
  )
