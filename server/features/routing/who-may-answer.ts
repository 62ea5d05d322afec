import type { Candidate } from "../../../shared/routing"
import type { House, Work } from "../../feature"
import type { Database } from "../../store/schema"

/** Whoever is here, online and still an agent; of one team, where that is asked for. */
function available(db: Database, now: number, teamId: string | null) {
  const here = db.selectFrom("presence").select("personId").where("kind", "=", "agent").where("expiresAt", ">", now)
  const agents = db
    .selectFrom("agent")
    .where("removedAt", "is", null)
    .where("availability", "=", "online")
    .where("id", "in", here)
  if (teamId === null) return agents
  return agents.where("id", "in", db.selectFrom("teamMember").select("agentId").where("teamId", "=", teamId))
}

/** Whether an agent is here and takes conversations. */
export async function mayAnswer(db: Database, now: number, agentId: string): Promise<boolean> {
  return (await available(db, now, null).select("id").where("id", "=", agentId).executeTakeFirst()) !== undefined
}

/** The conversation's team; null, which is everybody, where it has none or none of it is here. */
export async function teamThatIsHere({ db, now, conversation: { teamId } }: Work): Promise<string | null> {
  if (teamId === null) return null
  return (await available(db, now, teamId).select("id").limit(1).executeTakeFirst()) === undefined ? null : teamId
}

/** Whether somebody is of a conversation's team; where it has none, everybody is. */
export async function isOfTeam({ db, conversation: { teamId } }: Work, agentId: string): Promise<boolean> {
  if (teamId === null) return true
  const member = db.selectFrom("teamMember").select("agentId").where("teamId", "=", teamId)
  return (await member.where("agentId", "=", agentId).executeTakeFirst()) !== undefined
}

type Asked = { teamId: string | null; contactId: string; except: ReadonlySet<string> }

/** Everybody who may be asked to take a conversation of a team and a contact, with what the choice depends on. */
export async function candidatesFor(
  db: Database,
  now: number,
  { teamId, contactId, except }: Asked,
): Promise<Candidate[]> {
  const agents = (await available(db, now, teamId).select(["id", "capacity", "lastTookAt"]).execute()).filter(
    ({ id }) => !except.has(id),
  )
  if (agents.length === 0) return []
  const ids = agents.map(({ id }) => id)
  const [loads, known] = [await loadsOf(db, ids), await thoseWhoKnow(db, contactId)]
  return agents.map(({ id, capacity, lastTookAt }) => ({
    agentId: id,
    capacity,
    lastTookAt,
    load: loads.get(id) ?? 0,
    knowsContact: known.has(id),
  }))
}

/** How many conversations each of these agents has or is being asked to take. */
export async function loadsOf(db: Database, agentIds: readonly string[]): Promise<Map<string, number>> {
  const has = await db
    .selectFrom("conversation")
    .select(({ fn }) => ["assigneeId as agentId", fn.countAll<number>().as("count")])
    .where("assigneeId", "in", agentIds)
    .where("status", "=", "open")
    .groupBy("assigneeId")
    .execute()
  const isAsked = await db
    .selectFrom("offer")
    .select(({ fn }) => ["agentId", fn.countAll<number>().as("count")])
    .where("agentId", "in", agentIds)
    .where("endedAt", "is", null)
    .groupBy("agentId")
    .execute()
  const loads = new Map<string, number>()
  for (const { agentId, count } of [...has, ...isAsked]) {
    if (agentId !== null) loads.set(agentId, (loads.get(agentId) ?? 0) + Number(count))
  }
  return loads
}

/** Whoever has or had a conversation of this contact. */
async function thoseWhoKnow(db: Database, contactId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("conversation")
    .select("assigneeId")
    .where("contactId", "=", contactId)
    .where("assigneeId", "is not", null)
    .execute()
  return new Set(rows.flatMap(({ assigneeId }) => assigneeId ?? []))
}

/** Holds an agent's row, so that of two offers that would fill their last place one is made. */
export async function holdAgent({ store }: House, db: Database, agentId: string): Promise<void> {
  await db
    .selectFrom("agent")
    .select("id")
    .where("id", "=", agentId)
    .$if(store.dialect === "postgres", (query) => query.forUpdate())
    .execute()
}
