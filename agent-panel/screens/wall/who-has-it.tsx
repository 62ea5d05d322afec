import type { AgentConversation, Offer } from "../../../shared/protocol/types"
import { clockText, lengthInWords } from "../../locales/format"
import { words } from "../../locales/wall"
import { Avatar } from "../../parts/avatar"
import { now } from "../../state/clock"
import { agentBy, presenceOf, teamBy } from "../../state/people"

/** In whose hands a conversation is: whoever has it, else whoever is asked now, and for how long still. */
export function WhoHasIt({ conversation: { assigneeId, offer } }: { conversation: AgentConversation }) {
  if (assigneeId !== null) return <Has agentId={assigneeId} />
  if (offer === null) return <span class="who who-nobody">{words.waiting.nobody}</span>
  return offer.agentId === null ? <AllAsked offer={offer} /> : <Asked offer={offer} agentId={offer.agentId} />
}

function Has({ agentId }: { agentId: string }) {
  const agent = agentBy(agentId)
  const name = agent?.name ?? ""
  const presence = agent ? presenceOf(agent) : "gone"
  const says = {
    online: words.waiting.with(name),
    away: words.waiting.withAway(name),
    gone: words.waiting.withGone(name),
  }
  return (
    <span class="who" data-presence={presence}>
      <Avatar name={name} id={agentId} size="small" presence={presence} />
      <span class="one-line">{says[presence]}</span>
    </span>
  )
}

function Asked({ offer, agentId }: { offer: Offer; agentId: string }) {
  const name = agentBy(agentId)?.name ?? ""
  return (
    <span class="who who-asked">
      <Avatar name={name} id={agentId} size="small" />
      <span class="one-line">{words.waiting.asked(name)}</span>
      <Remaining offer={offer} />
    </span>
  )
}

function AllAsked({ offer: { teamId } }: { offer: Offer }) {
  const team = teamBy(teamId)
  return (
    <span class="who who-asked">
      <span class="one-line">{team ? words.waiting.askedTeam(team.name) : words.waiting.askedAll}</span>
    </span>
  )
}

/** The seconds until somebody else is asked. */
export function Remaining({ offer: { expiresAt } }: { offer: Offer }) {
  if (expiresAt === null) return null
  const left = Math.max(0, expiresAt - now.value)
  return (
    <span class="who-remaining" role="img" aria-label={words.waiting.secondsToAccept(lengthInWords(left))}>
      {clockText(left)}
    </span>
  )
}
