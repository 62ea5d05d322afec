import { useState } from "preact/hooks"
import type { Agent } from "../../../../shared/protocol/types"
import { words } from "../../../locales/settings"
import { teamWords } from "../../../locales/teams"
import { Avatar } from "../../../parts/avatar"
import { TextField } from "../../../parts/text-field"
import { agents, presenceOf } from "../../../state/people"
import { withMember } from "../../../state/settings-teams"
import { whyNobodyIsAsked } from "./members-of"
import { Warning } from "./warning"

/** From so many people on one is looked for by name. */
const SEARCHED_FROM = 9

type MembersProps = {
  agentIds: readonly string[]
  readOnly: boolean
  onChange: (agentIds: readonly string[]) => void
}

/** Who is in a team, out of everybody who could be. */
export function Members({ agentIds, readOnly, onChange }: MembersProps) {
  const [wanted, setWanted] = useState("")
  const isIn = ({ id }: Agent) => agentIds.includes(id)
  // Somebody who was removed is shown while they are in it, so that it can be seen and put right.
  const all = agents.value.filter((agent) => isIn(agent) || (!agent.removed && !readOnly))
  const found = all.filter(({ name, email }) => fits(`${name} ${email}`, wanted))
  const why = whyNobodyIsAsked({ agentIds })
  return (
    <>
      {why && (
        <p role="status">
          <Warning>{teamWords[why]}</Warning>
        </p>
      )}
      {!readOnly && all.length >= SEARCHED_FROM && (
        <div class="settings-form">
          <TextField
            label={teamWords.find}
            type="search"
            value={wanted}
            autoComplete="off"
            hint={teamWords.chosen(all.filter(isIn).length, all.length)}
            onInput={(event) => setWanted(event.currentTarget.value)}
            onKeyDown={(event) => {
              // Enter looks for somebody; it does not save the team.
              if (event.key === "Enter") event.preventDefault()
            }}
          />
        </div>
      )}
      {found.length === 0 && wanted !== "" && <p class="field-hint">{teamWords.foundNobody}</p>}
      <ul class="members">
        {found.map((agent) => (
          <li key={agent.id}>
            {readOnly ? (
              <span class="member">
                <Person agent={agent} />
              </span>
            ) : (
              <label class="member">
                <input
                  type="checkbox"
                  checked={isIn(agent)}
                  onChange={(event) => onChange(withMember(agentIds, agent.id, { isIn: event.currentTarget.checked }))}
                />
                <Person agent={agent} />
              </label>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Person({ agent }: { agent: Agent }) {
  const mark = agent.removed ? teamWords.noAccess : agent.capacity === 0 ? teamWords.askedNothing : null
  return (
    <>
      <Avatar name={agent.name} id={agent.id} presence={agent.removed ? undefined : presenceOf(agent)} />
      <span class="member-words">
        <bdi class="one-line">{agent.name}</bdi>
        <span class="field-hint">
          {words.people.roles[agent.role]}
          {mark && <span class="member-mark"> · {mark}</span>}
        </span>
      </span>
    </>
  )
}

const fits = (text: string, wanted: string) => text.toLowerCase().includes(wanted.trim().toLowerCase())
