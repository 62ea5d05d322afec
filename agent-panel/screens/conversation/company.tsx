import { t } from "../../locales"
import { Avatar } from "../../parts/avatar"
import { opened } from "../../state/opened"
import { agentBy, me, presenceOf } from "../../state/people"
import { typistsIn } from "../../state/typing"

const SHOWN_AT_MOST = 4

/** Colleagues who have said something here, have it, or are writing now. */
export function Company({ id, assigneeId }: { id: string; assigneeId: string | null }) {
  const ids = new Set([assigneeId, ...speakers(id), ...typistsIn(id).map((person) => person.id)])
  const others = [...ids].map(agentBy).filter((agent) => agent !== null && agent.id !== me.value?.id)
  if (others.length === 0) return null
  const names = t.conversation.here(others.map((agent) => agent?.name).join(", "))
  return (
    <span class="company" title={names}>
      <span class="unseen">{names}</span>
      {others
        .slice(0, SHOWN_AT_MOST)
        .map(
          (agent) =>
            agent && (
              <Avatar key={agent.id} name={agent.name} id={agent.id} size="small" presence={presenceOf(agent)} />
            ),
        )}
    </span>
  )
}

function speakers(id: string): (string | undefined)[] {
  const now = opened.value
  if (now.state !== "ready" || now.id !== id) return []
  return now.live.state.value.events.filter(({ by }) => by.kind === "agent").map(({ by }) => by.id)
}
