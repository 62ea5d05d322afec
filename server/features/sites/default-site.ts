import { DEFAULT_LOOK } from "../../../shared/default-look"
import type { House } from "../../feature"
import { toRow, USUAL_RETENTION_DAYS } from "./store"

/** The site whose key every first snippet carries. */
const DEFAULT_SITE = "default"

export async function ensureDefaultSite(house: House): Promise<void> {
  const row = toRow({
    id: DEFAULT_SITE,
    name: "My site",
    look: DEFAULT_LOOK,
    allowedOrigins: [],
    retentionDays: USUAL_RETENTION_DAYS,
    createdAt: house.clock.now(),
  })
  await house.write("site", (db) =>
    db
      .insertInto("site")
      .values(row)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute(),
  )
}
