import type { Feature, House } from "../../feature"
import { admitsOrigin } from "./admit-origin"
import { ensureDefaultSite } from "./default-site"
import { allowOrigin, readRefusedOrigins } from "./refused-origins"
import { saveSite } from "./save-site"

export { admitsOrigin } from "./admit-origin"
export { noteRefusedOrigin } from "./refused-origins"
export { publicSite, readSite, readSites } from "./store"

/** The websites that carry the widget: their names, looks and the origins that may show the chat. */
export function sites(house: House): Feature {
  return {
    name: "sites",
    calls: {
      "site.save": async (input) => ({ site: await saveSite(house, input) }),
      "origin.refused": async () => ({ refused: await readRefusedOrigins(house.store.reads) }),
      "origin.allow": async (input) => ({ site: await allowOrigin(house, input) }),
    },
    admitsOrigin: (origin, siteId) => admitsOrigin(house, origin, siteId),
    async start() {
      await ensureDefaultSite(house)
      return []
    },
  }
}
