import type { Input, Site } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { House } from "../../feature"
import { readSite, toRow, USUAL_RETENTION_DAYS } from "./store"

/** Makes a site, or changes the one with this id, and tells every agent. */
export async function saveSite(house: House, input: Input<"site.save">): Promise<Site> {
  const site = await house.write("site", async (db) => {
    const known = input.id === undefined ? null : await readSite(db, input.id)
    if (input.id !== undefined && !known) throw notFound("site")
    const saved: Site = {
      id: known?.id ?? house.newId(),
      name: input.name,
      look: input.look,
      allowedOrigins: [...new Set(input.allowedOrigins)],
      retentionDays: retentionOf(input, known),
      createdAt: known?.createdAt ?? house.clock.now(),
    }
    const { id, ...columns } = toRow(saved)
    if (known) await db.updateTable("site").set(columns).where("id", "=", id).execute()
    else
      await db
        .insertInto("site")
        .values({ id, ...columns })
        .execute()
    return saved
  })
  house.tell.agents(site.id, "site", { site })
  return site
}

/** What is not said stays as it was; null, for ever, is said. */
function retentionOf({ retentionDays }: Input<"site.save">, known: Site | null): number | null {
  if (retentionDays !== undefined) return retentionDays
  return known ? known.retentionDays : USUAL_RETENTION_DAYS
}
