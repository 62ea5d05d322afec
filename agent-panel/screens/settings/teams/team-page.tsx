import { Trash2 } from "lucide"
import { useState } from "preact/hooks"
import type { CallError, Team } from "../../../../shared/protocol/types"
import { teamWords } from "../../../locales/teams"
import { Button } from "../../../parts/button"
import { nameWrong, saveTeam, teamDraft } from "../../../state/settings-teams"
import { DraftForm } from "../draft-form"
import { isOwner, Section } from "../section"
import { teamsPlace } from "./places"
import { RemoveTeam } from "./remove-team"
import { takesInWords } from "./takes-in-words"
import { TeamFormFields } from "./team-fields"

/** One team: what it is called, who is in it, and what it takes. */
export function TeamPage({ team }: { team: Team }) {
  const [removing, setRemoving] = useState(false)
  const [refusedName, setRefusedName] = useState<string | null>(null)
  const draft = teamDraft(team)

  async function save(): Promise<CallError | null> {
    const outcome = await saveTeam(team.id, draft.fields)
    if (!("code" in outcome)) return null
    if (isNameTaken(outcome)) setRefusedName(draft.fields.name.trim())
    return outcome
  }

  return (
    <Section
      name="teams"
      title={team.name}
      back={{ to: teamsPlace, words: teamWords.all }}
      says={`${takesInWords(team.takes)}.`}
      action={
        isOwner() && (
          <Button look="danger" icon={Trash2} onClick={() => setRemoving(true)}>
            {teamWords.remove}
          </Button>
        )
      }
    >
      <DraftForm
        draft={draft}
        fits={nameWrong(draft.fields.name, team.id) === null}
        save={save}
        isSaidAtField={isNameTaken}
      >
        {(tried) => (
          <TeamFormFields
            id={team.id}
            team={draft.fields}
            tried={tried}
            refusedName={refusedName}
            readOnly={!isOwner()}
            change={draft.change}
          />
        )}
      </DraftForm>
      {removing && <RemoveTeam team={team} onClose={() => setRemoving(false)} />}
    </Section>
  )
}

/** The server has one thing only that a saved team can be in conflict with: another one's name. */
export const isNameTaken = ({ code }: CallError) => code === "conflict"
