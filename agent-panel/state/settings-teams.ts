import type { CallError, Team } from "../../shared/protocol/types"
import { isSameName } from "../../shared/team-rules"
import { receiveTeam, teamBy, teams } from "./people"
import { createDrafts, type Draft } from "./settings-drafts"
import { ask } from "./settings-loaded"

/** A rule as a form has it: null and an empty pattern always hold. */
export type TeamRule = { siteId: string | null; page: string }

/** A team as a form has it. */
export type TeamFields = { name: string; agentIds: readonly string[]; takes: readonly TeamRule[] }

export const NO_TEAM_YET: TeamFields = { name: "", agentIds: [], takes: [] }
export const ANY_PAGE: TeamRule = { siteId: null, page: "" }

export const TEAM_NAME_MAX_LENGTH = 100
export const RULES_MAX = 50

const drafts = createDrafts<TeamFields>()

export const teamDraft = ({ id, name, agentIds, takes }: Team): Draft<TeamFields> =>
  drafts(id, {
    name,
    agentIds: [...agentIds].sort(),
    takes: takes.map(({ siteId = null, page = "" }) => ({ siteId, page })),
  })

/** The members with somebody put in, or taken out. Their order means nothing, so they have one. */
export const withMember = (agentIds: readonly string[], id: string, { isIn }: { isIn: boolean }): string[] =>
  [...agentIds.filter((each) => each !== id), ...(isIn ? [id] : [])].sort()

/** The rules as the server has them: a condition that always holds is absent. */
export const takesOf = (rules: readonly TeamRule[]): Team["takes"] =>
  rules.map(({ siteId, page }) => ({
    ...(siteId !== null && { siteId }),
    ...(page.trim() !== "" && { page: page.trim() }),
  }))

/** What is wrong with a team's name; `id` is its own, where it has one. */
export function nameWrong(name: string, id: string | null): "missing" | "taken" | null {
  if (name.trim() === "") return "missing"
  return teams.value.some((team) => team.id !== id && isSameName(team.name, name)) ? "taken" : null
}

/** Makes a team, or changes the one with this id. Resolves with it, or with what is wrong. */
export async function saveTeam(id: string | null, { name, agentIds, takes }: TeamFields): Promise<Team | CallError> {
  const fields = { name: name.trim(), agentIds: [...agentIds], takes: takesOf(takes) }
  const reply = await ask("team.save", { ...(id !== null && { id }), ...fields })
  if (!reply.ok) return reply.error
  receiveTeam(reply.data.team)
  return reply.data.team
}

export async function removeTeam({ id }: Team): Promise<CallError | null> {
  const reply = await ask("team.remove", { teamId: id })
  // One that is gone already was removed by somebody else.
  if (!reply.ok && reply.error.code !== "not_found") return reply.error
  teams.value = teams.value.filter((team) => team.id !== id)
  return null
}

/**
 * Puts the teams in an order. It shows at once; where the server says no, the teams are as it has them: somebody else may
 * have made or removed one.
 */
export async function arrangeTeams(teamIds: readonly string[]): Promise<CallError | null> {
  const before = teams.value
  const shown = teamIds.flatMap((id) => teamBy(id) ?? [])
  teams.value = shown
  const reply = await ask("team.arrange", { teamIds: [...teamIds] })
  if (reply.ok) {
    teams.value = reply.data.teams
    return null
  }
  if (teams.value === shown) teams.value = before
  if (reply.error.code === "conflict") await fetchTeams()
  return reply.error
}

async function fetchTeams(): Promise<void> {
  const reply = await ask("team.list", {})
  if (reply.ok) teams.value = reply.data.teams
}
