import { isDeepStrictEqual } from "node:util"
import type { Input } from "../../../shared/protocol/types"
import type { Database } from "../../store/schema"

/** What something was called. */
export async function nameOf(
  db: Database,
  table: "policy" | "team" | "site" | "invitation" | "apiKey",
  id: string,
): Promise<string | null> {
  const row = await db.selectFrom(table).select("name").where("id", "=", id).executeTakeFirst()
  return row?.name ?? null
}

export async function siteBefore(db: Database, { id = "" }: Input<"site.save">) {
  const row = await db.selectFrom("site").selectAll().where("id", "=", id).executeTakeFirst()
  return (
    row && {
      name: row.name,
      look: JSON.parse(row.lookJson),
      allowedOrigins: JSON.parse(row.allowedOriginsJson),
      retentionDays: row.retentionDays,
    }
  )
}

export async function teamBefore(db: Database, { id = "" }: Input<"team.save">) {
  const row = await db.selectFrom("team").selectAll().where("id", "=", id).executeTakeFirst()
  if (!row) return undefined
  const members = await db.selectFrom("teamMember").select("agentId").where("teamId", "=", id).execute()
  return { name: row.name, takes: JSON.parse(row.takesJson), agentIds: members.map(({ agentId }) => agentId).sort() }
}

export async function policyBefore(db: Database, { id = "default" }: Input<"policy.save">) {
  const row = await db.selectFrom("policy").selectAll().where("id", "=", id).executeTakeFirst()
  return (
    row && {
      name: row.name,
      applies: JSON.parse(row.appliesJson),
      targets: JSON.parse(row.targetsJson),
      hours: row.hoursJson === null ? null : JSON.parse(row.hoursJson),
      ladder: row.ladderJson === null ? null : JSON.parse(row.ladderJson),
      renewMs: row.renewMs,
      questions: JSON.parse(row.questionsJson),
    }
  )
}

/** The fields of an input that differ from what was there; an order that means nothing makes no difference. */
export function changedFields(input: Record<string, unknown>, before: Record<string, unknown> | undefined): string[] {
  if (!before) return []
  return Object.keys(before).filter((field) => {
    const given = input[field]
    const wanted = field === "agentIds" && Array.isArray(given) ? given.toSorted() : given
    return wanted !== undefined && !isDeepStrictEqual(wanted, before[field])
  })
}
