import "./waiting.css"
import { useComputed } from "@preact/signals"
import { CircleCheckBig, TimerOff } from "lucide"
import { useId, useRef } from "preact/hooks"
import type { AgentConversation, Timer } from "../../../shared/protocol/types"
import { urgency, waitingTimer } from "../../../shared/timer"
import { contactName } from "../../locales/names"
import { words } from "../../locales/wall"
import { Empty } from "../../parts/empty"
import { Icon } from "../../parts/icon"
import { RouteLink } from "../../parts/links"
import { WaitRing } from "../../parts/wait-ring"
import { now } from "../../state/clock"
import { rowsOf } from "../../state/inbox"
import { siteBy, sites } from "../../state/people"
import { useFitting } from "./use-fitting"
import { WhoHasIt } from "./who-has-it"

/** More than these at once are a list to work through, which is the inbox. */
const MOST_ROWS = 60

/** Who waits, the most urgent first. */
export function Waiting({ isAcross }: { isAcross: boolean }) {
  const id = useId()
  const rows = rowsOf("waiting")
  const shown = rows.slice(0, MOST_ROWS)
  const list = useRef<HTMLOListElement>(null)
  const fits = useFitting(list, { count: shown.length, isAcross })
  const hidden = rows.length - fits
  return (
    <section class="wall-part waits" aria-labelledby={id}>
      <h2 id={id}>
        {words.waiting.title}
        {rows.length > 0 && <span class="wall-count">{rows.length}</span>}
      </h2>
      {rows.length === 0 ? (
        <Empty icon={CircleCheckBig} title={words.nobodyWaits}>
          {words.waiting.nobodyNext}
        </Empty>
      ) : (
        <ol ref={list}>
          {shown.map((conversation, index) => (
            <Wait key={conversation.id} conversation={conversation} isSeen={index < fits} />
          ))}
        </ol>
      )}
      {hidden > 0 && (
        <p class="wall-more">
          <RouteLink to={{ screen: "inbox", list: "waiting" }}>{words.waiting.more(hidden)}</RouteLink>
        </p>
      )}
    </section>
  )
}

function Wait({ conversation, isSeen }: { conversation: AgentConversation; isSeen: boolean }) {
  const timer = waitingTimer(conversation.timers)
  if (!timer) return null
  return (
    <li data-beyond={!isSeen}>
      <RouteLink class="wait" to={{ screen: "conversation", id: conversation.id, pane: "conversation" }}>
        <WaitRing timer={timer} />
        <span class="wait-name one-line">
          <bdi>{contactName(conversation.contact)}</bdi>
        </span>
        <Late timer={timer} />
        <span class="wait-where one-line">{whereAndFor(conversation, timer)}</span>
        <WhoHasIt conversation={conversation} />
      </RouteLink>
    </li>
  )
}

/** The word beside the broken ring. It alone follows the clock; the row takes its colour from it. */
function Late({ timer }: { timer: Timer }) {
  const isLate = useComputed(() => urgency(timer, now.value) === "late")
  if (!isLate.value) return null
  return (
    <span class="wait-late">
      <Icon node={TimerOff} />
      {words.waiting.late}
    </span>
  )
}

function whereAndFor({ siteId, page }: AgentConversation, { kind }: Timer): string {
  // Where there is one site only, its name tells nothing.
  const site = sites.value.length > 1 && siteBy(siteId)?.name
  return [words.waiting.for[kind], site, page && pageName(page)].filter(Boolean).join(" · ")
}

const pageName = ({ url, title }: NonNullable<AgentConversation["page"]>) => title || url
