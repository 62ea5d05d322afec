import type { Transaction } from "kysely"
import type { Input, Team } from "../../../shared/protocol/types"
import { isSameName } from "../../../shared/team-rules"
import { notFound, Refusal } from "../../core/refusal"
import type { House } from "../../feature"
import type { Database, Schema } from "../../store/schema"

/** The teams in the order in which they are tried for a new conversation. */
export async function readTeams(db: Database): Promise<Team[]> {
  const rows = await db.selectFrom("team").selectAll().orderBy("position").orderBy("id").execute()
  if (rows.length === 0) return []
  const members = await db.selectFrom("teamMember").selectAll().orderBy("agentId").execute()
  return rows.map(({ id, name, takesJson }) => ({
    id,
    name,
    takes: JSON.parse(takesJson),
    agentIds: members.filter(({ teamId }) => teamId === id).map(({ agentId }) => agentId),
  }))
}

/** Makes a team, which is tried last, or changes the one with this id. */
export async function saveTeam(house: House, { id, ...fields }: Input<"team.save">): Promise<Team> {
  const team = { id: id ?? house.newId(), ...fields, agentIds: [...new Set(fields.agentIds)] }
  await house.write("teams", async (db) => {
    await keepNamesApart(db, team)
    if (id === undefined) await insertTeam(house, db, team)
    else await updateTeam(db, team)
    await putMembers(db, team)
  })
  await tellTeams(house)
  return team
}

async function keepNamesApart(db: Transaction<Schema>, { id, name }: Team): Promise<void> {
  const others = await db.selectFrom("team").select("name").where("id", "!=", id).execute()
  const taken = others.find((other) => isSameName(other.name, name))
  if (taken) throw new Refusal("conflict", `Another team is called “${taken.name}”.`)
}

async function insertTeam({ clock }: House, db: Transaction<Schema>, { id, name, takes }: Team): Promise<void> {
  const last = await db.selectFrom("team").select("position").orderBy("position", "desc").limit(1).executeTakeFirst()
  const position = (last?.position ?? 0) + 1
  await db
    .insertInto("team")
    .values({ id, name, takesJson: JSON.stringify(takes), position, createdAt: clock.now() })
    .execute()
}

async function updateTeam(db: Transaction<Schema>, { id, name, takes }: Team): Promise<void> {
  const changed = await db
    .updateTable("team")
    .set({ name, takesJson: JSON.stringify(takes) })
    .where("id", "=", id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw notFound("team")
}

async function putMembers(db: Transaction<Schema>, { id: teamId, agentIds }: Team): Promise<void> {
  await db.deleteFrom("teamMember").where("teamId", "=", teamId).execute()
  if (agentIds.length === 0) return
  const known = await db.selectFrom("agent").select("id").where("id", "in", agentIds).execute()
  if (known.length < agentIds.length) throw notFound("agent")
  await db
    .insertInto("teamMember")
    .values(agentIds.map((agentId) => ({ teamId, agentId })))
    .execute()
}

export async function arrangeTeams(house: House, { teamIds }: Input<"team.arrange">): Promise<Team[]> {
  await house.write("teams", async (db) => {
    const known = (await db.selectFrom("team").select("id").execute()).map(({ id }) => id)
    if (known.length !== teamIds.length || new Set([...known, ...teamIds]).size !== known.length) {
      throw new Refusal("conflict", "The teams have changed meanwhile: look at them again.")
    }
    for (const [position, id] of teamIds.entries()) {
      await db.updateTable("team").set({ position }).where("id", "=", id).execute()
    }
  })
  return tellTeams(house)
}

/** Removes a team; its open conversations belong to everybody, and policies that were for it fit nobody. */
export async function removeTeam(house: House, { teamId }: Input<"team.remove">): Promise<Record<string, never>> {
  await house.write("teams", async (db) => {
    await db.deleteFrom("teamMember").where("teamId", "=", teamId).execute()
    const gone = await db.deleteFrom("team").where("id", "=", teamId).executeTakeFirst()
    if (gone.numDeletedRows === 0n) throw notFound("team")
  })
  await tellTeams(house)
  await leaveToEverybody(house, teamId)
  return {}
}

async function leaveToEverybody(house: House, teamId: string): Promise<void> {
  const theirs = await house.store.reads
    .selectFrom("conversation")
    .select("id")
    .where("status", "!=", "resolved")
    .where("teamId", "=", teamId)
    .execute()
  for (const { id } of theirs) {
    await house.inConversation(id, async (work) => {
      if (work.conversation.teamId !== teamId) return
      work.change({ teamId: null })
      const { assigneeId } = work.conversation
      const by = { kind: "system" as const }
      await work.record({ type: "conversation.assigned", by, assigneeId, teamId: null, fromTeamId: teamId })
    })
  }
}

async function tellTeams(house: House): Promise<Team[]> {
  const teams = await readTeams(house.store.reads)
  house.tell.agents(null, "settings", { teams })
  return teams
}
