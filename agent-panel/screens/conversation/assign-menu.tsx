import { ChevronDown, Inbox } from "lucide"
import type { Agent } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { Avatar } from "../../parts/avatar"
import { Icon } from "../../parts/icon"
import { Menu, type MenuItem } from "../../parts/menu"
import { assign } from "../../state/actions"
import { colleagues, me, presenceOf } from "../../state/people"

const PRESENCE_ORDER = { online: 0, away: 1, gone: 2 }

/** Gives the conversation to somebody, those who are here first, or back to the queue. */
export function AssignMenu({ id, assigneeId }: { id: string; assigneeId: string | null }) {
  const agents = [...colleagues.value].sort((one, other) => rank(one) - rank(other))
  const toAgent = (agent: Agent): MenuItem => ({
    key: agent.id,
    label: agent.id === me.value?.id ? `${agent.name} (${t.common.you})` : agent.name,
    hint: t.presence[presenceOf(agent)],
    lead: <Avatar name={agent.name} id={agent.id} size="small" presence={presenceOf(agent)} />,
    checked: agent.id === assigneeId,
    onChoose: () => void assign(id, agent.id),
  })
  const toQueue: MenuItem[] =
    assigneeId === null
      ? []
      : [{ key: "queue", label: t.conversation.toQueue, icon: Inbox, onChoose: () => void assign(id, null) }]
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
      groups={[toQueue, agents.map(toAgent)]}
    />
  )
}

function rank(agent: Agent): number {
  return agent.id === me.value?.id ? -1 : PRESENCE_ORDER[presenceOf(agent)]
}
