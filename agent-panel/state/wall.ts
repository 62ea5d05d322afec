import { computed, effect, signal, untracked } from "@preact/signals"
import type { CallError, Event, Output } from "../../shared/protocol/types"
import { isReply } from "../../shared/timer"
import { connection } from "./client"
import { now, serverTime } from "./clock"
import { conversationBy } from "./inbox"
import { ask } from "./settings-loaded"

export type Breach = Output<"wall.get">["breaches"][number]

type Counted = {
  /** What was counted last; it stays while it is counted again. */
  wall: Output<"wall.get"> | null
  /** When that was. */
  at: number | null
  /** Why it could not be counted anew; null once it was. */
  error: CallError | null
}

const NOTHING_YET: Counted = { wall: null, at: null, error: null }

/** What the server last counted of today. */
export const counted = signal<Counted>(NOTHING_YET)

/** Since when nothing is heard from the server; null while it is. */
export const silentSince = signal<number | null>(null)

/** When today began, where the one who looks is. */
export const midnight = computed(() => new Date(now.value).setHours(0, 0, 0, 0))

/** However much happens, it is counted no more often than this. */
const COUNTS_AT_MOST_EVERY_MS = 5_000

let waiting: ReturnType<typeof setTimeout> | undefined
let askedAt = Number.NEGATIVE_INFINITY

/** Counts whenever a wait began or ended, the line came back, or a new day began; nobody asks while nothing happens. */
export function followWall(): () => void {
  const stops = [
    connection.onConnect(countSoon),
    connection.on("event", (event) => {
      if (changesTheWall(event)) countSoon()
    }),
    effect(() => {
      if (midnight.value) untracked(countSoon)
    }),
    effect(() => {
      const isHeard = connection.state.value === "online"
      silentSince.value = isHeard ? null : (silentSince.peek() ?? serverTime())
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    clearTimeout(waiting)
    waiting = undefined
    askedAt = Number.NEGATIVE_INFINITY
    counted.value = NOTHING_YET
  }
}

/** Counts at once, or as soon as the last count is long enough ago. */
export function countSoon(): void {
  waiting ??= setTimeout(() => void count(), askedAt + COUNTS_AT_MOST_EVERY_MS - performance.now())
}

async function count(): Promise<void> {
  waiting = undefined
  const mine = performance.now()
  askedAt = mine
  const reply = await ask("wall.get", { since: midnight.value })
  // Somebody else looks now, or a later count is on its way.
  if (askedAt !== mine) return
  counted.value = reply.ok
    ? { wall: reply.data, at: serverTime(), error: null }
    : { ...counted.value, error: reply.error }
}

/** What a wait began or ended with, and whatever is done about one that was missed. */
function changesTheWall(event: Event): boolean {
  if ("timer" in event) return isReply(event.timer)
  const isDoneAbout = event.type !== "message.posted" && event.type !== "note.added"
  return isDoneAbout && (counted.value.wall?.breaches.some((breach) => isRunning(breach, event)) ?? false)
}

const isRunning = ({ conversation, timer }: Breach, { conversationId }: Event) =>
  conversation.id === conversationId && timer.stoppedAt === null

/** Whom a breach is about, as they are called now. */
export const contactOf = ({ conversation }: Breach) => (conversationBy(conversation.id) ?? conversation).contact
