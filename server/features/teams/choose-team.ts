import { pageFits } from "../../../shared/page-pattern"
import type { Team } from "../../../shared/protocol/types"
import type { Work } from "../../feature"
import type { Database } from "../../store/schema"
import { readTeams } from "./teams"

/** A new conversation goes to the first team that takes it; where none does, everybody has it. */
export async function chooseTeam(work: Work): Promise<void> {
  const { siteId, pageJson } = work.conversation
  const pageUrl: string | null = pageJson === null ? null : JSON.parse(pageJson).url
  const team = await teamFor(work.db, siteId, pageUrl)
  if (team) work.change({ teamId: team.id })
}

/** The first team that takes what is written on a page of a site. */
export async function teamFor(db: Database, siteId: string, pageUrl: string | null): Promise<Team | null> {
  return (await readTeams(db)).find(({ takes }) => takes.some((rule) => fits(rule, siteId, pageUrl))) ?? null
}

function fits(rule: Team["takes"][number], siteId: string, pageUrl: string | null): boolean {
  if (rule.siteId !== undefined && rule.siteId !== siteId) return false
  return rule.page === undefined || (pageUrl !== null && pageFits(rule.page, pageUrl))
}
