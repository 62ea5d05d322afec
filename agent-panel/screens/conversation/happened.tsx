import { TimerOff, TimerReset } from "lucide"
import { plainName } from "../../../shared/plain-name"
import type { Event, EventOf } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { lengthInWords, timeOfDay } from "../../locales/format"
import { Icon } from "../../parts/icon"
import { SafeLink } from "../../parts/links"
import { agentBy } from "../../state/people"

/** Whether an event is something to read. What runs and stops by itself is seen in the ring instead. */
export function isWorthALine(event: Event, before: Event | undefined): boolean {
  if (event.type === "message.posted" || event.type === "note.added") return true
  // Resolving stops a late timer too, and nobody has answered by that.
  if (event.type === "timer.stopped" && before?.type !== "message.posted") return false
  return event.type === "conversation.opened" || sentenceFor(event) !== null
}

/** One small line between what was said. */
export function Happened({ event }: { event: Event }) {
  const late = event.type === "timer.breached"
  const kept = event.type === "timer.met"
  return (
    <p class="happened" data-late={late}>
      {late && <Icon node={TimerOff} />}
      {kept && <Icon node={TimerReset} />}
      {event.type === "conversation.opened" ? <OpenedOn event={event} /> : sentenceFor(event)}
      {!late && <time dateTime={new Date(event.at).toISOString()}>{timeOfDay(event.at)}</time>}
    </p>
  )
}

function OpenedOn({ event: { page } }: { event: EventOf<"conversation.opened"> }) {
  if (!page) return <>{t.happened.opened}</>
  return (
    <>
      {t.happened.openedOn}
      <SafeLink href={page.url} class="happened-page one-line" title={page.url}>
        <bdi>{page.title || page.url}</bdi>
      </SafeLink>
    </>
  )
}

function sentenceFor(event: Event): string | null {
  const who = plainName(event.by.name ?? "")
  switch (event.type) {
    case "conversation.assigned":
      return assigned(event, who)
    case "conversation.resolved":
      return who ? t.happened.resolved(who) : t.happened.resolvedByItself
    case "conversation.reopened":
      return event.by.kind === "agent" ? t.happened.reopened(who) : t.happened.reopenedByMessage
    case "contact.changed":
      return event.by.kind === "agent" ? t.happened.contactByAgent(who) : t.happened.contactByVisitor
    case "timer.met":
      return event.timer.kind === "first-touch"
        ? t.happened.firstReply(lengthInWords((event.timer.stoppedAt ?? event.at) - event.timer.startedAt))
        : null
    case "timer.breached":
      return event.timer.kind === "first-touch"
        ? t.happened.firstReplyDue(timeOfDay(event.timer.dueAt))
        : t.happened.nextReplyDue(timeOfDay(event.timer.dueAt))
    case "timer.stopped":
      return answeredLate(event)
    default:
      return null
  }
}

function assigned({ assigneeId, by }: EventOf<"conversation.assigned">, who: string): string {
  const to = agentBy(assigneeId)?.name ?? ""
  if (by.kind !== "agent") return assigneeId === null ? t.happened.backInQueue : t.happened.given(to)
  if (assigneeId === null) return t.happened.putBack(who)
  return assigneeId === by.id ? t.happened.took(who) : t.happened.gave(who, to)
}

function answeredLate({ timer, by }: EventOf<"timer.stopped">): string | null {
  const lateMs = (timer.stoppedAt ?? 0) - timer.dueAt
  return by.kind === "agent" && lateMs > 0 ? t.happened.answeredLate(lengthInWords(lateMs)) : null
}
