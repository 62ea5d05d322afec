import type { Database } from "../../store/schema"

/** Whom an alert is for: one agent, those of a team who are available (null means of all), or who watches over the rest. */
export type Audience = { agentId: string } | { teamId: string | null } | "supervisors"

/** The browsers of all of them who agreed to be alerted. */
export async function browsersOf(db: Database, audience: Audience): Promise<string[]> {
  const rows = await ofAudience(db, audience).execute()
  return rows.map(({ id }) => id)
}

function ofAudience(db: Database, audience: Audience) {
  const browsers = db
    .selectFrom("pushSubscription")
    .innerJoin("agent", "agent.id", "pushSubscription.agentId")
    .select("pushSubscription.id")
    .where("agent.removedAt", "is", null)
  if (audience === "supervisors") return browsers.where("agent.role", "in", ["supervisor", "owner"])
  if ("agentId" in audience) return browsers.where("agent.id", "=", audience.agentId)
  const available = browsers.where("agent.availability", "=", "online")
  const { teamId } = audience
  if (teamId === null) return available
  const members = db.selectFrom("teamMember").select("agentId").where("teamId", "=", teamId)
  return available.where("agent.id", "in", members)
}
