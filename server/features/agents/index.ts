import { keptSecret } from "../../core/kept-secret"
import type { Feature, House } from "../../feature"
import { acceptInvitation, lookAtInvitation } from "./accept-invitation"
import { createApiKey, listApiKeys, revokeApiKey } from "./api-keys"
import { assignee } from "./assignee"
import { type Auth, createAuth } from "./auth"
import { firstOwner } from "./first-owner"
import { identifyAgent } from "./identify"
import { createInvitation, listInvitations, revokeInvitation } from "./invitations"
import { removeAgent } from "./remove-agent"
import { authRoutes } from "./routes"
import { saveAgent } from "./save-agent"

export { readAgent, readAgents } from "./read-agents"
export { sessionLives } from "./sessions"

/** The people who answer: how they come in, what each may do, and how they leave. */
export function agents(house: House): Feature {
  const auth = once(async () => createAuth(house, await keptSecret(house.write, "auth")))
  return {
    name: "agents",
    calls: {
      "agent.save": (input, { caller }) => saveAgent(house, caller, input),
      "agent.remove": ({ agentId }, { caller }) => removeAgent(house, caller, agentId),
      "invitation.create": (input) => createInvitation(house, input),
      "invitation.list": () => listInvitations(house),
      "invitation.revoke": (input) => revokeInvitation(house, input),
      "invitation.look": (input) => lookAtInvitation(house, input),
      "invitation.accept": (input) => acceptInvitation(house, input),
      "apiKey.create": (input, { caller }) => createApiKey(house, caller, input),
      "apiKey.list": () => listApiKeys(house),
      "apiKey.revoke": (input) => revokeApiKey(house, input),
    },
    routes: authRoutes(house, auth),
    identify: { agent: identifyAgent(house, auth) },
    summary: assignee,
    start: () => firstOwner(house),
  }
}

/** What signs cookies is read from the database once, when it is first needed. */
function once(make: () => Promise<Auth>): () => Promise<Auth> {
  let made: Promise<Auth> | undefined
  return () => {
    made ??= make()
    return made
  }
}
