import { AlarmClockOff, ArrowLeft, Check, ChevronsUp, PanelRight, RotateCcw, UserPlus } from "lucide"
import { useEffect, useRef } from "preact/hooks"
import type { AgentConversation, Offer } from "../../../shared/protocol/types"
import { waitingTimer } from "../../../shared/timer"
import { t } from "../../locales"
import { whenDue } from "../../locales/format"
import { contactName } from "../../locales/names"
import { Avatar } from "../../parts/avatar"
import { Button } from "../../parts/button"
import { Icon } from "../../parts/icon"
import { RouteLink } from "../../parts/links"
import { WaitLine } from "../../parts/wait-ring"
import { accept, reopen } from "../../state/actions"
import { now } from "../../state/clock"
import { useConversation } from "../../state/inbox"
import { resolveOrReopen } from "../../state/keys"
import { isEscalated } from "../../state/later"
import { ringing } from "../../state/offers"
import { agentBy, me, siteBy, teamBy } from "../../state/people"
import { list } from "../../state/route"
import { AssignMenu } from "./assign-menu"
import { Company } from "./company"
import { SnoozeMenu } from "./snooze-menu"

/** Who this is, how it stands, and what can be done about it. */
export function Head({ id }: { id: string }) {
  const conversation = useConversation(id).value
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Whoever came here to write is in the field already.
    if (!document.activeElement?.matches("textarea")) title.current?.focus({ preventScroll: true })
  }, [])
  if (!conversation) return <header class="pane-head" />
  const name = contactName(conversation.contact)
  return (
    <header class="pane-head conversation-head">
      <RouteLink
        to={{ screen: "inbox", list: list.value }}
        class="icon-button only-phone"
        aria-label={t.common.back}
        title={t.common.back}
      >
        <Icon node={ArrowLeft} />
      </RouteLink>
      <Avatar name={conversation.contact.name} id={conversation.contact.id} />
      <div class="conversation-who">
        <h1 ref={title} tabIndex={-1} class="one-line" title={name}>
          <bdi>{name}</bdi>
        </h1>
        <Standing conversation={conversation} />
      </div>
      <Company id={id} assigneeId={conversation.assigneeId} />
      <Actions conversation={conversation} />
    </header>
  )
}

function Standing({ conversation }: { conversation: AgentConversation }) {
  const { status, timers, siteId } = conversation
  // What was promised has a line of its own.
  const timer = status === "open" ? waitingTimer(timers.filter(({ kind }) => kind !== "promise")) : null
  const words = [standingInWords(conversation), siteBy(siteId)?.name ?? t.conversation.visitor].join(" · ")
  return (
    <p class="conversation-standing">
      {isEscalated(conversation) && (
        <span class="escalated" title={t.later.escalated}>
          <Icon node={ChevronsUp} />
          <span class="escalated-word">{t.later.escalated}</span>
        </span>
      )}
      {timer && <WaitLine timer={timer} />}
      <span class="one-line" title={words}>
        {words}
      </span>
    </p>
  )
}

function standingInWords({ status, assigneeId, teamId, offer, snoozedUntil }: AgentConversation): string {
  if (status === "snoozed" && snoozedUntil !== null) return t.later.snoozedUntil(whenDue(snoozedUntil, now.value))
  if (status !== "open") return t.conversation[status]
  return assigneeId === null && offer ? whoIsAsked(offer) : withWhom(assigneeId, teamId)
}

function whoIsAsked({ agentId, teamId }: Offer): string {
  const team = teamBy(teamId)
  if (agentId === null) return team ? t.later.asked.team(team.name) : t.later.asked.everybody
  return agentId === me.value?.id ? t.later.asked.me : t.later.asked.one(agentBy(agentId)?.name ?? "")
}

function withWhom(assigneeId: string | null, teamId: string | null): string {
  const team = teamBy(teamId)
  if (assigneeId === null) return team ? t.handover.inQueueOf(team.name) : t.conversation.nobodyYet
  if (assigneeId === me.value?.id) return t.conversation.withYou
  return t.conversation.with(agentBy(assigneeId)?.name ?? "")
}

function Actions({ conversation }: { conversation: AgentConversation }) {
  const { id, status, assigneeId } = conversation
  const isResolved = status === "resolved"
  return (
    <div class="conversation-actions">
      {assigneeId === null && !isResolved && (
        <Button
          look="strong"
          icon={UserPlus}
          {...(takesThis(id) ? { shortcut: "a" } : {})}
          onClick={() => void accept(id)}
        >
          {t.conversation.accept}
        </Button>
      )}
      {status === "snoozed" && (
        <Button icon={AlarmClockOff} shortcut="z" onClick={() => void reopen(id)}>
          {t.later.back}
        </Button>
      )}
      {!isResolved && <AssignMenu conversation={conversation} />}
      <Button icon={isResolved ? RotateCcw : Check} shortcut="e" onClick={() => resolveOrReopen(id)}>
        {isResolved ? t.conversation.reopen : t.conversation.resolve}
      </Button>
      {status === "open" && <SnoozeMenu conversation={conversation} />}
      <RouteLink
        to={{ screen: "conversation", id, pane: "person" }}
        class="icon-button only-narrow"
        aria-label={t.conversation.person}
        title={t.conversation.person}
      >
        <Icon node={PanelRight} />
      </RouteLink>
    </div>
  )
}

/** Whether the key would take this one: what rings for me comes first. */
function takesThis(id: string): boolean {
  const [first] = ringing.value
  return !first || first.conversation.id === id
}
