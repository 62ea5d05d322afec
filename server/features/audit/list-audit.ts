import type { SelectQueryBuilder } from "kysely"
import { auditKindSchema } from "../../../shared/protocol/audit"
import type { AuditEntry, Input, Output } from "../../../shared/protocol/types"
import { Refusal } from "../../core/refusal"
import type { House } from "../../feature"
import type { AuditRow, Schema } from "../../store/schema"
import { containing } from "../../store/search"

type Query = SelectQueryBuilder<Schema, "audit", AuditRow>

const USUAL_LIMIT = 50

/** What is written down and fits, the latest first; ties are broken by id, so that no page skips or repeats one. */
export async function listAudit(
  { store }: House,
  { before, limit = USUAL_LIMIT, ...filters }: Input<"audit.list">,
): Promise<Output<"audit.list">> {
  const all = filtered(store.reads.selectFrom("audit").selectAll(), filters)
  const query = before === undefined ? all : olderThan(all, before)
  const rows = await query
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { entries: page.map(entryOf), next: last && rows.length > limit ? `${last.at}_${last.id}` : null }
}

function filtered(query: Query, { agentId, kinds, text }: Input<"audit.list">): Query {
  let result = query
  if (agentId !== undefined) {
    result = result.where((column) => column.or([column("byId", "=", agentId), column("agentId", "=", agentId)]))
  }
  if (kinds !== undefined) result = result.where("kind", "in", kinds)
  const words = text?.trim().toLowerCase() ?? ""
  if (words !== "") result = result.where((column) => containing(column.ref("words"), words))
  return result
}

function olderThan(query: Query, cursor: string): Query {
  const [at, id] = cursor.split("_")
  const moment = Number(at)
  if (!id || !Number.isSafeInteger(moment)) {
    throw new Refusal("invalid_input", "before: must be the `next` of an earlier answer.")
  }
  return query.where((column) =>
    column.or([column("at", "<", moment), column.and([column("at", "=", moment), column("id", "<", id)])]),
  )
}

function entryOf({ id, at, kind, byKind, byId, byName, about, agentId, value, fieldsJson }: AuditRow): AuditEntry {
  return {
    ...{ id, at, about, agentId, value },
    kind: auditKindSchema.parse(kind),
    by: { kind: byKind, id: byId, name: byName },
    fields: JSON.parse(fieldsJson),
  }
}
