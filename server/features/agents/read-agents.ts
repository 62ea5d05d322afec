import type { Agent } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { AgentRow, Database } from "../../store/schema"

/** Everybody who answers or ever answered, as colleagues see them, by name. */
export async function readAgents(db: Database, now: number): Promise<Agent[]> {
  const rows = await db.selectFrom("agent").selectAll().orderBy("name").orderBy("id").execute()
  const connected = await connectedAgents(db, now)
  return rows.map((row) => agentOf(row, connected))
}

/** One of them; `not_found` where there is no such agent. */
export async function readAgent(db: Database, id: string, now: number): Promise<Agent> {
  const row = await agentRowById(db, id)
  if (!row) throw notFound("agent")
  return agentOf(row, await connectedAgents(db, now))
}

/** The row of an agent, removed ones too. */
export function agentRowById(db: Database, id: string): Promise<AgentRow | undefined> {
  return db.selectFrom("agent").selectAll().where("id", "=", id).executeTakeFirst()
}

/** Whoever has a line that its node still vouches for. */
async function connectedAgents(db: Database, now: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom("presence")
    .select("personId")
    .distinct()
    .where("kind", "=", "agent")
    .where("expiresAt", ">", now)
    .execute()
  return new Set(rows.map((row) => row.personId))
}

function agentOf(row: AgentRow, connected: ReadonlySet<string>): Agent {
  const { id, name, email, role, availability, awayFor, capacity, removedAt } = row
  const removed = removedAt !== null
  return { id, name, email, role, availability, awayFor, capacity, connected: !removed && connected.has(id), removed }
}
