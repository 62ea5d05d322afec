import { words } from "../../../locales/settings"
import { teamWords } from "../../../locales/teams"
import { TextField } from "../../../parts/text-field"
import { teams } from "../../../state/people"
import { nameWrong, TEAM_NAME_MAX_LENGTH, type TeamFields, takesOf } from "../../../state/settings-teams"
import { Part } from "../section"
import { Members } from "./members"
import { NEW } from "./places"
import { Rules } from "./rules"
import { TryTeams } from "./try-teams"

type TeamFormFieldsProps = {
  /** Null for a team that is not there yet. */
  id: string | null
  team: TeamFields
  /** Whether the fields say what is missing. */
  tried: boolean
  /** A name that the server said is another team's. */
  refusedName: string | null
  readOnly: boolean
  change: (part: Partial<TeamFields>) => void
}

/** What a team is called, who is in it, and what it takes. */
export function TeamFormFields({ id, team, tried, refusedName, readOnly, change }: TeamFormFieldsProps) {
  const tryOut = { id: id ?? NEW, name: team.name.trim() || teamWords.newTitle, takes: takesOf(team.takes) }
  const among = id === null ? [...teams.value, tryOut] : teams.value.map((other) => (other.id === id ? tryOut : other))
  return (
    <>
      <div class="settings-form team-name-field">
        <TextField
          label={teamWords.name}
          value={team.name}
          maxLength={TEAM_NAME_MAX_LENGTH}
          autoComplete="off"
          readOnly={readOnly}
          hint={teamWords.nameHint}
          error={nameError({ id, name: team.name, tried, refusedName })}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </div>
      <Part title={teamWords.who} says={teamWords.whoSays}>
        <Members agentIds={team.agentIds} readOnly={readOnly} onChange={(agentIds) => change({ agentIds })} />
      </Part>
      <Part title={teamWords.what} says={teamWords.whatSays}>
        <Rules rules={team.takes} readOnly={readOnly} onChange={(takes) => change({ takes })} />
      </Part>
      {team.takes.length > 0 && (
        <Part title={teamWords.trying} says={teamWords.tryingSays}>
          <TryTeams among={among} own={tryOut} />
        </Part>
      )}
    </>
  )
}

type Named = Pick<TeamFormFieldsProps, "id" | "tried" | "refusedName"> & { name: string }

/** A name that is another team's is said at once, one that is missing only when somebody wants to go on. */
function nameError({ id, name, tried, refusedName }: Named): string | undefined {
  const wrong = nameWrong(name, id)
  if (wrong === "taken" || name.trim() === refusedName) return teamWords.nameTaken
  return wrong === "missing" && tried ? words.missing : undefined
}
