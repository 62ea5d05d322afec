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

/** A wait's own story: from the question that began it to the reply that ended it, without what belongs to other waits. */
export function storyOf({ id }: Pick<TimerRow, "id">, events: readonly Event[]): Event[] {
  const begins = events.findIndex((event) => event.type === "timer.started" && event.timer.id === id)
  const question = events.findLastIndex((event, at) => at < begins && event.type === "message.posted")
  const ends = events.findIndex((event) => event.type === "timer.stopped" && event.timer.id === id)
  const during = events.slice(Math.max(0, question === -1 ? begins : question), ends === -1 ? undefined : ends + 1)
  return during.filter((event) => belongsTo(id, event))
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
