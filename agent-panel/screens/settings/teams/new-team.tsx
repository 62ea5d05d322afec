import type { TargetedSubmitEvent } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import type { CallError } from "../../../../shared/protocol/types"
import { teamWords } from "../../../locales/teams"
import { navigate } from "../../../state/route"
import { NO_TEAM_YET, nameWrong, saveTeam } from "../../../state/settings-teams"
import { say } from "../../../state/toasts"
import { NewFoot } from "../new-foot"
import { isOwner, Section } from "../section"
import { teamsPlace } from "./places"
import { TeamFormFields } from "./team-fields"
import { isNameTaken } from "./team-page"

/** Makes a team: a name is enough, people and rules can follow. */
export function NewTeam() {
  const [team, setTeam] = useState(NO_TEAM_YET)
  const [tries, setTries] = useState(0)
  const [going, setGoing] = useState(false)
  const [refusedName, setRefusedName] = useState<string | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector("input")?.focus(), [tries])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (going) return
    if (nameWrong(team.name, null) !== null) return setTries(tries + 1)
    setGoing(true)
    const outcome = await saveTeam(null, team)
    setGoing(false)
    if ("code" in outcome) return refused(outcome)
    navigate(teamsPlace, { replace: true })
    say(teamWords.created(outcome.name))
  }

  function refused(failure: CallError) {
    if (!isNameTaken(failure)) return setError(failure)
    setRefusedName(team.name.trim())
    setTries(tries + 1)
  }

  return (
    <Section
      name="teams"
      title={teamWords.newTitle}
      says={teamWords.newSays}
      back={{ to: teamsPlace, words: teamWords.all }}
    >
      {isOwner() && (
        <form ref={form} class="draft-form" onSubmit={submit} noValidate>
          <TeamFormFields
            id={null}
            team={team}
            tried={tries > 0}
            refusedName={refusedName}
            readOnly={false}
            change={(part) => setTeam({ ...team, ...part })}
          />
          <NewFoot words={teamWords} going={going} error={error} back={teamsPlace} />
        </form>
      )}
    </Section>
  )
}
