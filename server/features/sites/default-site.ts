import type { House } from "../../feature"
import { toRow } from "./store"

/** The site whose key every first snippet carries. */
const DEFAULT_SITE = "default"

export async function ensureDefaultSite(house: House): Promise<void> {
  const row = toRow({
    id: DEFAULT_SITE,
    name: "My site",
    look: { accent: "#2f5d50", side: "right", greeting: null },
    allowedOrigins: [],
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
