import "./timeline.css"
import { useComputed } from "@preact/signals"
import { ArrowDown } from "lucide"
import { useRef } from "preact/hooks"
import type { LiveConversation } from "../../../shared/client/live-conversation"
import { timeline } from "../../../shared/client/timeline/timeline"
import { messageWords } from "../../../shared/message-words"
import { plainName } from "../../../shared/plain-name"
import type { Person } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { dayKey, dayName } from "../../locales/format"
import { ladderSummary } from "../../locales/ladder-words"
import { Button } from "../../parts/button"
import { now } from "../../state/clock"
import { pendingIn } from "../../state/outbox"
import { me } from "../../state/people"
import { atNewest } from "../../state/seen"
import { Happened, isWorthALine } from "./happened"
import { Ladder } from "./ladder"
import { type Row, withLadders } from "./ladder-run"
import { Said } from "./said"
import { TypingLine } from "./typing-line"
import { useScroll } from "./use-scroll"

/** Everything that was said and done, the newest at the bottom, older pages as one scrolls up to them. */
export function Timeline({ id, live }: { id: string; live: LiveConversation }) {
  const scroller = useRef<HTMLElement>(null)
  const items = useComputed(() => {
    const author: Person = { kind: "agent", id: me.value?.id, name: me.value?.name }
    const events = live.state.value.events.filter(isWorthALine)
    return withLadders(timeline(events, pendingIn(id), author, dayKey)).filter(hasWords)
  }).value
  const { from } = live.state.value
  const hasMissed = useScroll(scroller, items, { loadOlder: from > 0 ? live.loadOlder : null })
  const newestOwn = items.findLast(isOwn)?.key
  return (
    <div class="timeline-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse. */}
      <section class="timeline" ref={scroller} tabIndex={0} aria-label={t.conversation.label}>
        {from > 0 && <p class="timeline-older">{t.conversation.olderLoading}</p>}
        <ol class="timeline-items">
          {items.map((item) => (
            <li key={item.key} class={`item item-${item.type}`}>
              <Item item={item} id={id} isNewestOwn={item.key === newestOwn} />
            </li>
          ))}
        </ol>
        <TypingLine id={id} />
      </section>
      <p class="unseen" aria-live="polite">
        {newestHeard(items)}
      </p>
      {hasMissed && !atNewest.value && (
        <Button class="to-newest" icon={ArrowDown} onClick={() => scrollToNewest(scroller.current)}>
          {t.conversation.newMessages}
        </Button>
      )}
    </div>
  )
}

function Item({ item, id, isNewestOwn }: { item: Row; id: string; isNewestOwn: boolean }) {
  switch (item.type) {
    case "day":
      return <p class="day">{dayName(item.at, now.peek())}</p>
    case "said":
      return <Said item={item} conversationId={id} showsMark={isNewestOwn} />
    case "happened":
      return <Happened event={item.event} />
    case "ladder":
      return <Ladder run={item} conversationId={id} />
    default:
      return item satisfies never
  }
}

/** A ladder that asked nobody yet is not worth a line. */
function hasWords(row: Row): boolean {
  return row.type !== "ladder" || ladderSummary(row.events) !== ""
}

/** What a screen reader says by itself: the newest words of somebody else, not a whole page of history. */
function newestHeard(items: readonly Row[]): string {
  const newest = items.findLast((item) => item.type === "said" && item.said.by.id !== me.value?.id)
  return newest?.type === "said"
    ? `${plainName(newest.said.by.name ?? t.conversation.visitor)}: ${messageWords(newest.said)}`
    : ""
}

function isOwn(item: Row): boolean {
  return item.type === "said" && item.said.kind === "message" && item.said.by.kind === "agent"
}

function scrollToNewest(scroller: HTMLElement | null): void {
  scroller?.scrollTo({ top: scroller.scrollHeight, behavior: "smooth" })
}
