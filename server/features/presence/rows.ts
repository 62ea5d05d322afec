import type { Page, Whereabouts } from "../../../shared/protocol/types"
import type { Connection, House } from "../../feature"
import type { Database, PresenceRow } from "../../store/schema"

/** A connection stands for nothing this long after its node last said that it lives. */
export const PRESENCE_LASTS_MS = 45_000

export function presenceRow({ nodeId, clock }: House, { id, caller }: Connection, page: Page | null): PresenceRow {
  const visitor = caller.kind === "visitor"
  return {
    connectionId: id,
    nodeId,
    kind: caller.kind,
    personId: visitor ? caller.contactId : caller.agentId,
    siteId: visitor ? caller.siteId : null,
    pageJson: page === null ? null : JSON.stringify(page),
    connectedAt: clock.now(),
    expiresAt: clock.now() + PRESENCE_LASTS_MS,
  }
}

/** Writes a connection's row, or moves the one it has. */
export async function putPresence(db: Database, row: PresenceRow): Promise<void> {
  await db
    .insertInto("presence")
    .values(row)
    .onConflict((conflict) =>
      conflict.column("connectionId").doUpdateSet({
        kind: row.kind,
        personId: row.personId,
        siteId: row.siteId,
        pageJson: row.pageJson,
        expiresAt: row.expiresAt,
      }),
    )
    .execute()
}

/** Where every contact with an open page is, by their newest connection. */
export async function readWhereabouts(db: Database, now: number): Promise<Whereabouts[]> {
  const rows = await db
    .selectFrom("presence")
    .selectAll()
    .where("kind", "=", "visitor")
    .where("expiresAt", ">", now)
    .orderBy("connectedAt")
    .orderBy("connectionId")
    .execute()
  return [...new Map(rows.map((row) => [row.personId, toWhereabouts(row)])).values()]
}

/** Where one contact is; not connected when no page of theirs is open. */
export async function whereaboutsOf(db: Database, contactId: string, now: number): Promise<Whereabouts> {
  const row = await db
    .selectFrom("presence")
    .selectAll()
    .where("kind", "=", "visitor")
    .where("personId", "=", contactId)
    .where("expiresAt", ">", now)
    .orderBy("connectedAt", "desc")
    .limit(1)
    .executeTakeFirst()
  return row ? toWhereabouts(row) : { contactId, page: null, connected: false }
}

function toWhereabouts(row: PresenceRow): Whereabouts {
  return { contactId: row.personId, page: row.pageJson === null ? null : JSON.parse(row.pageJson), connected: true }
}

/** Whether another process has lines on this database. */
export async function isAnotherNodeHere({ store, nodeId }: House, now: number): Promise<boolean> {
  const line = await store.reads
    .selectFrom("presence")
    .select("nodeId")
    .where("nodeId", "<>", nodeId)
    .where("expiresAt", ">", now)
    .limit(1)
    .executeTakeFirst()
  return line !== undefined
}
