import "./row.css"
import { AlarmClock, ChevronsUp, Handshake } from "lucide"
import type { AgentConversation, Timer } from "../../../shared/protocol/types"
import { waitingTimer } from "../../../shared/timer"
import { t } from "../../locales"
import { fullTime, lengthInWords, shortWhen, whenDue } from "../../locales/format"
import { contactName } from "../../locales/names"
import { Avatar } from "../../parts/avatar"
import { Icon } from "../../parts/icon"
import { RouteLink } from "../../parts/links"
import { Marked } from "../../parts/marked"
import { WaitRing } from "../../parts/wait-ring"
import { now } from "../../state/clock"
import { isEscalated } from "../../state/later"
import { agentBy, me } from "../../state/people"
import { cursor } from "../../state/queue"
import { Preview } from "./preview"

type RowProps = {
  conversation: AgentConversation
  topRem: number
  place: { index: number; count: number }
  /** What was searched for; empty in a list. */
  words: string
  isOpen: boolean
  /** One row can be reached by Tab, the arrows and j and k go on from there. */
  isReachable: boolean
}

/** One conversation in the queue: one line of name and time, one of text. */
export function Row({ conversation, topRem, place, words, isOpen, isReachable }: RowProps) {
  const { id, contact, updatedAt, lastMessage, status } = conversation
  const timer = status === "open" ? waitingTimer(conversation.timers) : null
  const at = lastMessage?.at ?? updatedAt
  const name = contactName(contact)
  const unread = isUnread(conversation)
  return (
    <li
      class="row-place"
      aria-setsize={place.count}
      aria-posinset={place.index + 1}
      style={{ transform: `translateY(${topRem}rem)` }}
    >
      <RouteLink
        to={{ screen: "conversation", id, pane: "conversation" }}
        class="row"
        data-unread={unread}
        aria-current={isOpen ? "true" : undefined}
        tabIndex={isReachable ? 0 : -1}
        onClick={() => {
          cursor.value = id
        }}
      >
        {timer ? <Countdown timer={timer} /> : <Face conversation={conversation} />}
        <span class="row-name one-line" title={name}>
          {unread && <span class="unseen">{t.inbox.unread}: </span>}
          <bdi>
            <Marked text={name} words={words} />
          </bdi>
        </span>
        <time class="row-time" dateTime={new Date(at).toISOString()} title={fullTime(at)}>
          {shortWhen(at, now.peek())}
        </time>
        <Preview conversation={conversation} words={words} />
        <span class="row-standing">
          {isEscalated(conversation) && <Escalated />}
          <Assignee conversation={conversation} />
        </span>
      </RouteLink>
    </li>
  )
}

/** The ring of a reply that is owed, or of a promise, which has a mark of its own. */
function Countdown({ timer }: { timer: Timer }) {
  if (timer.kind !== "promise") return <WaitRing timer={timer} />
  return (
    <span class="row-promise">
      <WaitRing timer={timer} words={promiseInWords} />
      <Icon node={Handshake} />
    </span>
  )
}

const promiseInWords = (leftMs: number) =>
  leftMs < 0 ? t.later.lateForPromise(lengthInWords(-leftMs)) : t.later.leftOfPromise(lengthInWords(leftMs))

function Escalated() {
  return (
    <span class="row-escalated" title={t.later.escalated}>
      <Icon node={ChevronsUp} />
      <span class="unseen">{t.later.escalated}</span>
    </span>
  )
}

function Face({ conversation: { contact } }: { conversation: AgentConversation }) {
  return (
    <span class="row-face">
      <Avatar name={contact.name} id={contact.id} />
    </span>
  )
}

function Assignee({ conversation: { assigneeId, status, snoozedUntil } }: { conversation: AgentConversation }) {
  const agent = agentBy(assigneeId)
  if (status === "snoozed" && snoozedUntil !== null) return <SnoozedUntil at={snoozedUntil} />
  if (status === "resolved") return <span class="row-resolved">{t.conversation.resolved}</span>
  if (!agent) return null
  const words = agent.id === me.value?.id ? t.conversation.withYou : t.inbox.assignedTo(agent.name)
  return (
    <span class="row-assignee" title={words}>
      <Avatar name={agent.name} id={agent.id} size="small" />
      <span class="unseen">{words}</span>
    </span>
  )
}

function SnoozedUntil({ at }: { at: number }) {
  return (
    <span class="row-snoozed" title={t.later.snoozedUntil(whenDue(at, now.peek()))}>
      <Icon node={AlarmClock} />
      <span class="unseen">{t.later.snoozedUntil(whenDue(at, now.peek()))}</span>
      <span aria-hidden="true">{shortWhen(at, now.peek())}</span>
    </span>
  )
}

function isUnread({ lastMessage, seen }: AgentConversation): boolean {
  return lastMessage?.by.kind === "visitor" && lastMessage.seq > seen.agents
}
