import type { Agent } from "../../../../shared/protocol/types"
import { listed } from "../../../locales/format"
import { teamWords } from "../../../locales/teams"
import { Avatar } from "../../../parts/avatar"

const FACES_SHOWN = 5

/** The people of a team, as faces for the eyes and by their names for the ears. */
export function Faces({ people }: { people: readonly Agent[] }) {
  const more = people.length - FACES_SHOWN
  const names = listed(people.map(({ name }) => name))
  return (
    <span class="faces" title={names}>
      {people.slice(0, FACES_SHOWN).map(({ id, name }) => (
        <Avatar key={id} name={name} id={id} />
      ))}
      {more > 0 && (
        <span class="faces-more" aria-hidden="true">
          {teamWords.morePeople(more)}
        </span>
      )}
      <span class="unseen">{teamWords.members(names)}</span>
    </span>
  )
}
