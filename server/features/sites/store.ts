import type { Look, PublicSite, Site } from "../../../shared/protocol/types"
import type { Database, Schema } from "../../store/schema"

/** A site that says nothing keeps conversations for a year. */
export const USUAL_RETENTION_DAYS = 365

type SiteRow = Schema["site"]

function toSite(row: SiteRow): Site {
  const look: Look = JSON.parse(row.lookJson)
  const allowedOrigins: string[] = JSON.parse(row.allowedOriginsJson)
  const { id, name, retentionDays, createdAt } = row
  return { id, name, look, allowedOrigins, retentionDays, createdAt }
}

export function toRow({ look, allowedOrigins, ...site }: Site): SiteRow {
  return { ...site, lookJson: JSON.stringify(look), allowedOriginsJson: JSON.stringify(allowedOrigins) }
}

export async function readSites(db: Database): Promise<Site[]> {
  const rows = await db.selectFrom("site").selectAll().orderBy("createdAt").orderBy("id").execute()
  return rows.map(toSite)
}

export async function readSite(db: Database, id: string): Promise<Site | null> {
  const row = await db.selectFrom("site").selectAll().where("id", "=", id).executeTakeFirst()
  return row ? toSite(row) : null
}

/** A site as anyone may see it. */
export function publicSite({ id, name, look }: Site): PublicSite {
  return { id, name, look }
}
