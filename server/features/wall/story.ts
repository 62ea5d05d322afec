import type { Event, EventType } from "../../../shared/protocol/types"
import type { TimerRow } from "../../store/schema"

/** What a story is told of: what was asked, who was asked to answer, what they did, and what the visitor was told. */
export const TOLD = [
  "message.posted",
  "conversation.assigned",
  "conversation.snoozed",
  "conversation.resolved",
  "timer.started",
  "timer.breached",
  "timer.stopped",
  "step.taken",
  "step.postponed",
  "offer.made",
  "offer.ended",
  "promise.made",
  "delay.told",
] as const satisfies readonly EventType[]

/**
 * A wait's own story: from the question that began it to the reply that ended it, without what belongs to other waits.
 * Where somebody had the conversation when it was asked, the assignment that tells so stands before it.
 */
export function storyOf({ id }: Pick<TimerRow, "id">, events: readonly Event[]): Event[] {
  const begins = events.findIndex((event) => event.type === "timer.started" && event.timer.id === id)
  const asked = events.findLastIndex((event, at) => at < begins && event.type === "message.posted")
  const from = Math.max(0, asked === -1 ? begins : asked)
  const hadIt = events.slice(0, from).findLast(({ type }) => type === "conversation.assigned")
  const ends = events.findIndex((event) => event.type === "timer.stopped" && event.timer.id === id)
  const during = events.slice(from, ends === -1 ? undefined : ends + 1).filter((event) => belongsTo(id, event))
  return hadIt ? [hadIt, ...during] : during
}

function belongsTo(timerId: string, event: Event): boolean {
  switch (event.type) {
    case "timer.started":
    case "timer.breached":
    case "timer.stopped":
      return event.timer.id === timerId
    case "step.taken":
      return event.step.timerId === timerId
    case "step.postponed":
      return event.timerId === timerId
    default:
      return true
  }
}
