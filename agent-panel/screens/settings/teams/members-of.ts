import type { Agent } from "../../../../shared/protocol/types"
import { agents } from "../../../state/people"

type Membership = { agentIds: readonly string[] }

/** Those of a team who have access, by name. */
export const membersOf = ({ agentIds }: Membership): readonly Agent[] =>
  agents.value.filter(({ id, removed }) => !removed && agentIds.includes(id))

/** Whether there is nobody whom a team's conversations could be offered to, and why. */
export function whyNobodyIsAsked(team: Membership): "nobody" | "nobodyAsked" | null {
  const members = membersOf(team)
  if (members.length === 0) return "nobody"
  return members.every(({ capacity }) => capacity === 0) ? "nobodyAsked" : null
}
