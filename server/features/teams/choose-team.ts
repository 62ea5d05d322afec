import type { Team } from "../../../shared/protocol/types"
import { type Beginning, teamTaking } from "../../../shared/team-rules"
import type { Work } from "../../feature"
import type { Database } from "../../store/schema"
import { readTeams } from "./teams"

/** A new conversation goes to the first team that takes it; where none does, everybody has it. */
export async function chooseTeam(work: Work): Promise<void> {
  const { siteId, pageJson } = work.conversation
  const team = await teamFor(work.db, { siteId, pageUrl: pageJson === null ? null : JSON.parse(pageJson).url })
  if (team) work.change({ teamId: team.id })
}

/** The first team that takes what begins there. */
export async function teamFor(db: Database, where: Beginning): Promise<Team | null> {
  return teamTaking(await readTeams(db), where)
}
