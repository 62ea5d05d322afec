import { computed, type ReadonlySignal } from "@preact/signals"
import type { Event, VisitorConversation } from "../../shared/protocol/types"
import { shareLeft, timeLeftMs, type Urgency, urgency } from "../../shared/timer"
import type { Clock } from "./clock"

/** How long this visitor still waits for a person, at this second. */
export type Wait = { dueAt: number; leftMs: number; share: number; urgency: Urgency }

type Parts = {
  conversation: ReadonlySignal<VisitorConversation | null>
  events: ReadonlySignal<readonly Event[]>
  clock: Clock
}

/** What the visitor is promised, until it is kept; else null. It ticks only while it is watched and runs. */
export function createWait({ conversation, events, clock }: Parts): ReadonlySignal<Wait | null> {
  const timer = computed(() => {
    const { promise, createdAt } = conversation.value ?? {}
    if (!promise || promise.state === "met" || !createdAt) return null
    const { dueAt } = promise
    const startedAt = promisedAt(events.value, dueAt) ?? waitingSince(events.value) ?? createdAt
    return { startedAt, dueAt, targetMs: dueAt - startedAt, stoppedAt: null }
  })
  return computed(() => {
    const running = timer.value
    if (!running) return null
    const now = clock.now.value
    return {
      dueAt: running.dueAt,
      // The second that ticks may be older than the promise.
      leftMs: Math.min(timeLeftMs(running, now), running.targetMs),
      share: shareLeft(running, now),
      urgency: urgency(running, now),
    }
  })
}

/** When a time was named in words, by a person or after a miss. */
function promisedAt(events: readonly Event[], dueAt: number): number | undefined {
  return events.findLast((event) => {
    if (event.type === "promise.made") return event.dueAt === dueAt
    return event.type === "delay.told" && event.nextDueAt === dueAt
  })?.at
}

/** When the first message was written that no person has answered yet. A robot's line answers nothing. */
export function waitingSince(events: readonly Event[]): number | null {
  let since: number | null = null
  for (const event of events) {
    if (event.type !== "message.posted" || event.by.kind === "bot") continue
    if (event.by.kind === "agent") since = null
    else since ??= event.at
  }
  return since
}
