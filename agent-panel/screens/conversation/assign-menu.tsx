import { ChevronDown, Inbox, Users } from "lucide"
import type { Agent, AgentConversation, Team } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { Avatar } from "../../parts/avatar"
import { Icon } from "../../parts/icon"
import { Menu, type MenuItem } from "../../parts/menu"
import { assign } from "../../state/actions"
import { handOver, othersHere } from "../../state/hand-over"
import { colleagues, me, presenceOf, teams } from "../../state/people"

const PRESENCE_ORDER = { online: 0, away: 1, gone: 2 }

/** Gives the conversation to somebody, those who are here first, hands it over to a team, or puts it back in the queue. */
export function AssignMenu({ conversation }: { conversation: AgentConversation }) {
  return (
    <Menu
      label={t.conversation.assignTo}
      triggerClass="button button-plain"
      trigger={
        <>
          <span class="button-words">{t.conversation.assign}</span>
          <Icon node={ChevronDown} />
        </>
      }
      groups={[toQueue(conversation), toAgents(conversation), toTeams(conversation)]}
    />
  )
}

type Assigned = Pick<AgentConversation, "id" | "assigneeId" | "teamId">

function toQueue({ id, assigneeId }: Assigned): MenuItem[] {
  if (assigneeId === null) return []
  return [{ key: "queue", label: t.conversation.toQueue, icon: Inbox, onChoose: () => void assign(id, null) }]
}

function toAgents({ id, assigneeId }: Assigned): MenuItem[] {
  const agents = [...colleagues.value].sort((one, other) => rank(one) - rank(other))
  return agents.map((agent) => ({
    key: agent.id,
    label: agent.id === me.value?.id ? `${agent.name} (${t.common.you})` : agent.name,
    hint: t.presence[presenceOf(agent)],
    lead: <Avatar name={agent.name} id={agent.id} size="small" presence={presenceOf(agent)} />,
    checked: agent.id === assigneeId,
    onChoose: () => void assign(id, agent.id),
  }))
}

function rank(agent: Agent): number {
  return agent.id === me.value?.id ? -1 : PRESENCE_ORDER[presenceOf(agent)]
}

/** In the order in which an owner put them; everybody, where it is a team's now. */
function toTeams({ id, teamId }: Assigned): MenuItem[] {
  const items = teams.value.map((team) => ({
    key: team.id,
    label: team.name,
    icon: Users,
    ...whoIsHere(team),
    checked: team.id === teamId,
    onChoose: () => void handOver(id, team.id),
  }))
  const { everybody, everybodyHint } = t.handover
  const toEverybody = { key: "everybody", label: everybody, hint: everybodyHint, icon: Users, checked: false }
  return teamId === null ? items : [...items, { ...toEverybody, onChoose: () => void handOver(id, null) }]
}

/** How many could be asked, and where nobody could, what becomes of it. */
function whoIsHere(team: Team): Pick<MenuItem, "hint" | "note"> {
  const count = othersHere(team)
  if (count > 0) return { hint: t.handover.here(count) }
  const amIn = team.agentIds.includes(me.value?.id ?? "")
  return { note: amIn ? t.handover.nobodyElseHere : t.handover.nobodyHere }
}
