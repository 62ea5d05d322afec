import type { Input, RefusedOrigin, Site } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { House } from "../../feature"
import type { Database } from "../../store/schema"
import { readSite, toRow } from "./store"

/** A stranger can make up origins without end; the newest of each site are enough to find one's own. */
const KEPT_A_SITE = 50
const LISTED = 100
/** Telling the panel about every try of a busy page would be a flood. */
const WRITTEN_AT_MOST_EVERY_MS = 10_000

export function readRefusedOrigins(db: Database): Promise<RefusedOrigin[]> {
  return db.selectFrom("refusedOrigin").selectAll().orderBy("lastAt", "desc").orderBy("origin").limit(LISTED).execute()
}

/** Remembers that a page of this origin asked for a site's chat and was refused, so that an owner can allow it. */
export async function noteRefusedOrigin(house: House, siteId: string, origin: string): Promise<void> {
  if (!isWebOrigin(origin) || !(await readSite(house.store.reads, siteId))) return
  const now = house.clock.now()
  const before = await readOne(house.store.reads, siteId, origin)
  if (before && now - before.lastAt < WRITTEN_AT_MOST_EVERY_MS) return
  const refused = { siteId, origin, count: (before?.count ?? 0) + 1, lastAt: now }
  await house.write("site", async (db) => {
    await db
      .insertInto("refusedOrigin")
      .values(refused)
      .onConflict((conflict) =>
        conflict.columns(["siteId", "origin"]).doUpdateSet({ count: refused.count, lastAt: now }),
      )
      .execute()
    await forgetOldest(db, siteId)
  })
  house.tell.agents(siteId, "site", { refused })
}

/** A browser names nothing but an origin; whatever else stands in the header are words that somebody made up. */
const isWebOrigin = (origin: string) =>
  /^https?:\/\//.test(origin) && origin.length <= 300 && URL.canParse(origin) && new URL(origin).origin === origin

function readOne(db: Database, siteId: string, origin: string) {
  return db
    .selectFrom("refusedOrigin")
    .selectAll()
    .where("siteId", "=", siteId)
    .where("origin", "=", origin)
    .executeTakeFirst()
}

async function forgetOldest(db: Database, siteId: string): Promise<void> {
  const surplus = await db
    .selectFrom("refusedOrigin")
    .select("origin")
    .where("siteId", "=", siteId)
    .orderBy("lastAt", "desc")
    .offset(KEPT_A_SITE)
    .limit(KEPT_A_SITE)
    .execute()
  if (surplus.length === 0) return
  await db
    .deleteFrom("refusedOrigin")
    .where("siteId", "=", siteId)
    .where(
      "origin",
      "in",
      surplus.map((row) => row.origin),
    )
    .execute()
}

/** Puts an origin on a site's list. The list that was empty until now took loopback addresses; it no longer does. */
export async function allowOrigin(house: House, { siteId, origin }: Input<"origin.allow">): Promise<Site> {
  const site = await house.write("site", async (db) => {
    const known = await readSite(db, siteId)
    if (!known) throw notFound("site")
    const saved = { ...known, allowedOrigins: [...new Set([...known.allowedOrigins, origin])] }
    await db.updateTable("site").set(toRow(saved)).where("id", "=", siteId).execute()
    await db.deleteFrom("refusedOrigin").where("siteId", "=", siteId).where("origin", "=", origin).execute()
    return saved
  })
  house.tell.agents(siteId, "site", { site })
  return site
}
