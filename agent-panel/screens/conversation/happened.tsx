import { TimerOff, TimerReset } from "lucide"
import { plainName } from "../../../shared/plain-name"
import type { Event, EventOf, Timer } from "../../../shared/protocol/types"
import { isReply } from "../../../shared/timer"
import { t } from "../../locales"
import { lengthInWords, timeOfDay, whenDue } from "../../locales/format"
import { Icon } from "../../parts/icon"
import { SafeLink } from "../../parts/links"
import { agentBy, teamBy } from "../../state/people"
import { isStep } from "./ladder-run"

/** Whether an event is something to read. What runs and stops by itself is seen in the ring instead. */
export function isWorthALine(event: Event): boolean {
  if (event.type === "message.posted" || event.type === "note.added" || isStep(event)) return true
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

/** What happened, in a sentence; null for what is not told. */
export function sentenceFor(event: Event): string | null {
  const who = plainName(event.by.name ?? "")
  switch (event.type) {
    case "conversation.assigned":
      return assigned(event, who)
    case "conversation.resolved":
      return who ? t.happened.resolved(who) : t.happened.resolvedByItself
    case "conversation.reopened":
      return reopened(event, who)
    case "conversation.snoozed":
      return t.ladder.snoozed(who, whenDue(event.until, event.at))
    case "contact.changed":
      return event.by.kind === "agent" ? t.happened.contactByAgent(who) : t.happened.contactByVisitor
    case "timer.met":
      return met(event, who)
    case "timer.breached":
      return fellDue(event)
    case "timer.stopped":
      return stoppedLate(event, who)
    case "promise.made":
      return t.ladder[event.renewed ? "putOff" : "promised"](who, whenDue(event.dueAt, event.at))
    case "promise.kept":
      return t.ladder.kept(who)
    case "delay.told":
      return event.nextDueAt === null ? t.ladder.told : t.ladder.toldAndPromised(whenDue(event.nextDueAt, event.at))
    default:
      return null
  }
}

function assigned(event: EventOf<"conversation.assigned">, who: string): string {
  const { assigneeId, by } = event
  if (event.fromTeamId !== undefined && assigneeId !== by.id) return handedOver(event, who)
  const to = agentBy(assigneeId)?.name ?? ""
  if (by.kind !== "agent") return assigneeId === null ? t.happened.backInQueue : t.happened.given(to)
  if (assigneeId === null) return t.happened.putBack(who)
  return assigneeId === by.id ? t.happened.took(who) : t.happened.gave(who, to)
}

function handedOver({ assigneeId, teamId, by }: EventOf<"conversation.assigned">, who: string): string {
  const team = plainName(teamBy(teamId)?.name ?? "")
  if (by.kind !== "agent") return t.handover.teamRemoved
  if (assigneeId !== null) {
    const to = plainName(agentBy(assigneeId)?.name ?? "")
    return team ? t.handover.gave(who, to, team) : t.happened.gave(who, to)
  }
  if (teamId === null) return t.handover.toEverybody(who)
  return team ? t.handover.handed(who, team) : t.handover.handedToGone(who)
}

function reopened({ by }: EventOf<"conversation.reopened">, who: string): string {
  if (by.kind === "system") return t.ladder.woke
  return by.kind === "agent" ? t.happened.reopened(who) : t.happened.reopenedByMessage
}

function met({ timer, at }: EventOf<"timer.met">, who: string): string | null {
  if (timer.stoppedFor === "no-reply-needed") return t.ladder.noReplyNeeded(who)
  if (timer.kind !== "first-touch") return null
  return withHollow(timer, t.happened.firstReply(lengthInWords((timer.stoppedAt ?? at) - timer.startedAt)))
}

function fellDue({ timer: { kind, dueAt } }: EventOf<"timer.breached">): string {
  const time = timeOfDay(dueAt)
  switch (kind) {
    case "first-touch":
      return t.happened.firstReplyDue(time)
    case "next-reply":
      return t.happened.nextReplyDue(time)
    case "answer":
      return t.ladder.answerDue(time)
    case "resolution":
      return t.ladder.resolutionDue(time)
    case "promise":
      return t.ladder.promiseDue(time)
    default:
      return kind satisfies never
  }
}

/** A late reply says how late it was. Resolving stops a late timer too, and nobody has answered by that. */
function stoppedLate({ timer, at }: EventOf<"timer.stopped">, who: string): string | null {
  if (timer.stoppedFor === "no-reply-needed") return t.ladder.noReplyNeeded(who)
  const isAnswered = timer.stoppedFor === "reply" || timer.stoppedFor === "greeting"
  if (!isReply(timer) || !isAnswered) return null
  return withHollow(timer, t.happened.answeredLate(lengthInWords((timer.stoppedAt ?? at) - timer.dueAt)))
}

/** A first reply that only greets stops the wait for a person, and says nothing yet. */
function withHollow({ kind, stoppedFor }: Timer, sentence: string): string {
  return kind === "first-touch" && stoppedFor === "greeting" ? `${sentence} · ${t.ladder.greeting}` : sentence
}
