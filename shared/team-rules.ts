import { pageFits } from "./page-pattern"
import type { Team } from "./protocol/types"

/** Where a conversation begins, as far as teams ask; an unknown page fits no pattern. */
export type Beginning = { siteId: string; pageUrl: string | null }

/** The first team that takes what begins there; null, which is everybody, where none does. */
export function teamTaking<Some extends Pick<Team, "takes">>(teams: readonly Some[], where: Beginning): Some | null {
  return teams.find(({ takes }) => takes.some((rule) => ruleFits(rule, where))) ?? null
}

/** Whether what begins there is under one rule of a team; an absent condition always holds. */
function ruleFits({ siteId, page }: Team["takes"][number], where: Beginning): boolean {
  if (siteId !== undefined && siteId !== where.siteId) return false
  return page === undefined || (where.pageUrl !== null && pageFits(page, where.pageUrl))
}

/** Names that people cannot tell apart are one name. */
export function isSameName(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

const plain = (name: string) => name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase()
