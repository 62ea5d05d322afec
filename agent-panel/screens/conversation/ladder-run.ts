import type { TimelineItem } from "../../../shared/client/timeline/timeline"
import type { Event } from "../../../shared/protocol/types"

/** What was done so that somebody answers, as one row however many steps it took. */
export type LadderRun = { type: "ladder"; key: string; events: readonly Event[] }

export type Row = TimelineItem | LadderRun

/**
 * Gathers the steps of a ladder, and who took it or lost it on the way, into one row where the first of them stands.
 * That it fell due meanwhile, that the visitor was told, and what they gave of themselves stand below it and do not break it.
 */
export function withLadders(items: readonly TimelineItem[]): Row[] {
  const rows: Row[] = []
  let run: Event[] | null = null
  for (const item of items) {
    const event = item.type === "happened" ? item.event : null
    if (event && (isStep(event) || (run && isTaking(event)))) {
      if (run) run.push(event)
      else {
        run = [event]
        rows.push({ type: "ladder", key: `ladder-${event.seq}`, events: run })
      }
    } else {
      rows.push(item)
      if (!event || !isBeside(event)) run = null
    }
  }
  return rows
}

/** Whether an event is a part of a ladder, and never a line of its own. */
export function isStep(event: Event): boolean {
  switch (event.type) {
    case "step.taken":
    case "step.postponed":
    case "offer.made":
    case "offer.ended":
      return true
    case "conversation.assigned":
      return event.why !== undefined
    default:
      return false
  }
}

/** Somebody takes it for themselves, as whoever was asked does. */
function isTaking(event: Event): boolean {
  return event.type === "conversation.assigned" && event.assigneeId !== null && event.assigneeId === event.by.id
}

function isBeside({ type }: Event): boolean {
  return type === "timer.breached" || type === "delay.told" || type === "contact.changed"
}
