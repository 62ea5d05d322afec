import type { CallError, Invitation, Output, Role } from "../../shared/protocol/types"
import { receiveAgents } from "./people"
import { ask, fetched } from "./settings-loaded"

/** Conversations at once: what somebody has until an owner says otherwise, and the most there may be. */
export const USUAL_CAPACITY = 5
export const CAPACITY_MAX = 100

export const invitations = fetched("invitation.list", {}, (output) => output.invitations)

export type Invited = Output<"invitation.create">
export type Invitee = { name: string; email: string; role: Role }

/** Makes a link for somebody; an earlier one for the same address dies with it. */
export async function invite(invitee: Invitee): Promise<Invited | CallError> {
  const reply = await ask("invitation.create", invitee)
  if (!reply.ok) return reply.error
  const { invitation } = reply.data
  invitations.change((all) => [invitation, ...all.filter((each) => each.email !== invitation.email)])
  return reply.data
}

export async function revokeInvitation({ id }: Invitation): Promise<CallError | null> {
  const reply = await ask("invitation.revoke", { invitationId: id })
  // One that is gone already was revoked, or used: either way it is no longer waiting.
  if (!reply.ok && reply.error.code !== "not_found") return reply.error
  invitations.change((all) => all.filter((each) => each.id !== id))
  return null
}

type AgentChange = { name?: string; role?: Role; capacity?: number }

export async function saveAgent(agentId: string, change: AgentChange): Promise<CallError | null> {
  const reply = await ask("agent.save", { agentId, ...change })
  if (!reply.ok) return reply.error
  receiveAgents([reply.data.agent])
  return null
}

export async function removeAgent(agentId: string): Promise<CallError | null> {
  const reply = await ask("agent.remove", { agentId })
  if (!reply.ok) return reply.error
  receiveAgents([reply.data.agent])
  return null
}
