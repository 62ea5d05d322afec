import { keptSecret } from "../../core/kept-secret"
import type { Feature, House } from "../../feature"
import { acceptInvitation, lookAtInvitation } from "./accept-invitation"
import { createApiKey, listApiKeys, revokeApiKey } from "./api-keys"
import { assignee } from "./assignee"
import { createAuth } from "./auth"
import { endedLines } from "./ended-lines"
import { firstOwner } from "./first-owner"
import { identifyAgent } from "./identify"
import { createInvitation, listInvitations, revokeInvitation } from "./invitations"
import { createKnownBrowsers } from "./known-browsers"
import { removeAgent } from "./remove-agent"
import { authRoutes } from "./routes"
import { saveAgent } from "./save-agent"
import { readSecondFactor, requireSecondFactor } from "./second-factor"
import { listSessions, revokeSession } from "./sessions"

export { readAgent, readAgents } from "./read-agents"
export { sessionLives } from "./sessions"

/** The people who answer: how they come in, what each may do, and how they leave. */
export function agents(house: House): Feature {
  const secret = once(() => keptSecret(house.write, "auth"))
  const auth = once(async () => createAuth(house, await secret()))
  const knownBrowsers = once(async () => createKnownBrowsers({ secret: await secret(), secure: isSecure(house) }))
  const identify = identifyAgent(house, auth)
  const { alarm, connected, disconnected } = endedLines(house)
  return {
    name: "agents",
    calls: {
      "agent.save": (input, context) => saveAgent(house, context, input),
      "agent.remove": ({ agentId }, context) => removeAgent(house, context, agentId),
      "session.list": (_input, { caller }) => listSessions(house, caller),
      "session.revoke": (input, context) => revokeSession(house, context, input),
      "secondFactor.read": (_input, { caller }) => readSecondFactor(house, caller),
      "secondFactor.require": (input, { caller }) => requireSecondFactor(house, caller, input),
      "invitation.create": (input) => createInvitation(house, input),
      "invitation.list": () => listInvitations(house),
      "invitation.revoke": (input) => revokeInvitation(house, input),
      "invitation.look": (input) => lookAtInvitation(house, input),
      "invitation.accept": (input) => acceptInvitation(house, input),
      "apiKey.create": (input, { caller }) => createApiKey(house, caller, input),
      "apiKey.list": () => listApiKeys(house),
      "apiKey.revoke": (input, context) => revokeApiKey(house, context, input),
    },
    routes: authRoutes(house, { auth, knownBrowsers, identify }),
    identify: { agent: identify },
    summary: assignee,
    alarms: [alarm],
    connected,
    disconnected,
    start: () => firstOwner(house),
  }
}

const isSecure = ({ config }: House) => config.PUBLIC_URL.startsWith("https:")

/** What signs cookies is read from the database once, when it is first needed. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
