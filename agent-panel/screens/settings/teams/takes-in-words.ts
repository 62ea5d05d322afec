import type { Team } from "../../../../shared/protocol/types"
import { listed } from "../../../locales/format"
import { policyWords } from "../../../locales/policies"
import { teamWords } from "../../../locales/teams"
import { siteBy } from "../../../state/people"

/** So many rules are said; the others are counted. */
const RULES_SAID = 3

/** What a team takes, as a person says it: pages /pricing* of Nightingale Books. */
export function takesInWords(takes: Team["takes"]): string {
  if (takes.length === 0) return teamWords.takesNothing
  const said = [...bySite(takes.slice(0, RULES_SAID))].map(([siteId, pages]) => siteInWords(siteId, pages))
  const more = takes.length - RULES_SAID
  return teamWords.takes(listed(more > 0 ? [...said, teamWords.moreRules(more)] : said))
}

/** The pages of each site; null is any site, and any page. */
function bySite(takes: Team["takes"]): Map<string | null, (string | null)[]> {
  const pages = new Map<string | null, (string | null)[]>()
  for (const { siteId = null, page = null } of takes) pages.set(siteId, [...(pages.get(siteId) ?? []), page])
  return pages
}

function siteInWords(siteId: string | null, pages: readonly (string | null)[]): string {
  const site = siteId === null ? null : (siteBy(siteId)?.name ?? policyWords.unknown)
  return teamWords.rule({ site, page: pages.includes(null) ? null : pages.join(", ") })
}

/** Whether one of the rules has no condition. */
export const takesEverything = (takes: Team["takes"]) =>
  takes.some(({ siteId, page }) => siteId === undefined && page === undefined)
