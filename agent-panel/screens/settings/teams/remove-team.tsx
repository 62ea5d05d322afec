import type { CallError, Team } from "../../../../shared/protocol/types"
import { listed } from "../../../locales/format"
import { teamWords } from "../../../locales/teams"
import { rowsOf } from "../../../state/inbox"
import { policies } from "../../../state/people"
import { navigate } from "../../../state/route"
import { removeTeam } from "../../../state/settings-teams"
import { say } from "../../../state/toasts"
import { Confirm } from "../confirm"
import { teamsPlace } from "./places"

/** Asks before a team is removed, and says what becomes of what it has. */
export function RemoveTeam({ team, onClose }: { team: Team; onClose: () => void }) {
  async function remove(): Promise<CallError | null> {
    const failure = await removeTeam(team)
    if (failure !== null) return failure
    navigate(teamsPlace)
    say(teamWords.removed(team.name))
    return null
  }
  return (
    <Confirm
      title={teamWords.removeTitle(team.name)}
      says={whatBecomes(team)}
      does={teamWords.remove}
      act={remove}
      onClose={onClose}
    />
  )
}

function whatBecomes({ id }: Team): string {
  const open = rowsOf("all").filter(({ teamId }) => teamId === id).length
  const theirs = policies.value.filter(({ applies }) => applies.teamId === id)
  const names = listed(theirs.map(({ name }) => teamWords.quoted(name)))
  return [
    open > 0 ? teamWords.removeOpen(open) : teamWords.removeNoneOpen,
    ...(theirs.length > 0 ? [teamWords.removePolicies(names, theirs.length)] : []),
  ].join(" ")
}
