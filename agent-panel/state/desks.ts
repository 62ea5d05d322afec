import { computed } from "@preact/signals"
import type { Agent, AgentConversation } from "../../shared/protocol/types"
import { rowsOf } from "./inbox"
import { colleagues, presenceOf } from "./people"

/** A colleague at work: how much they have, and what they are being asked to take. */
export type Desk = {
  agent: Agent
  presence: ReturnType<typeof presenceOf>
  has: number
  asked: readonly AgentConversation[]
}

const BY_PRESENCE = { online: 0, away: 1, gone: 2 }

/** Everybody who answers: those who are here first, and of them the fullest. */
export const desks = computed<readonly Desk[]>(() => {
  const has = grouped(rowsOf("all"), ({ assigneeId }) => assigneeId)
  const asked = grouped(rowsOf("offered"), ({ offer }) => offer?.agentId ?? null)
  return colleagues.value
    .map((agent) => ({
      agent,
      presence: presenceOf(agent),
      has: has.get(agent.id)?.length ?? 0,
      asked: asked.get(agent.id) ?? [],
    }))
    .sort((one, other) => BY_PRESENCE[one.presence] - BY_PRESENCE[other.presence] || loadOf(other) - loadOf(one))
})

/** How many places of a desk are taken: what is being offered holds one too. */
export const loadOf = ({ has, asked }: Pick<Desk, "has" | "asked">) => has + asked.length

/** How many more may be offered to those who are here. */
export const room = computed(() =>
  desks.value
    .filter(({ presence }) => presence === "online")
    .reduce((sum, desk) => sum + Math.max(0, desk.agent.capacity - loadOf(desk)), 0),
)

type Rows = readonly AgentConversation[]

function grouped(rows: Rows, agentOf: (row: AgentConversation) => string | null): Map<string, AgentConversation[]> {
  const groups = new Map<string, AgentConversation[]>()
  for (const row of rows) {
    const agentId = agentOf(row)
    if (agentId === null) continue
    const group = groups.get(agentId)
    if (group) group.push(row)
    else groups.set(agentId, [row])
  }
  return groups
}
