import { effect, signal } from "@preact/signals"
import type { Connection } from "../../shared/client/connection"
import type { Event } from "../../shared/protocol/types"
import { isNews, isReply, type Thread } from "./thread"
import type { ChatWindow } from "./window"

type Parts = { connection: Connection; thread: Thread; window: ChatWindow; ring: () => void }

/** Notices what comes: says it, lets replies ring, and tells the other side once it was seen. */
export function createReading({ connection, thread, window, ring }: Parts) {
  /** The newest of what came while the page is open. */
  const latest = signal<Event | null>(null)

  onEach(thread, (event) => {
    if (isNews(event)) latest.value = event
    if (isReply(event)) ring()
  })

  effect(() => {
    const { conversation, events, unread } = thread
    if (!window.opened.value || !window.pageVisible.value || unread.value === 0) return
    if (connection.state.value !== "online") return
    const seq = events.value.at(-1)?.seq
    const conversationId = conversation.peek()?.id
    if (!seq || !conversationId) return
    thread.seenUpTo("visitor", seq)
    void connection.call("seen.set", { conversationId, seq })
  })

  return { latest }
}

/** Hears each event that comes after those which were there when the conversation was first seen. */
function onEach({ conversation, events }: Thread, hear: (event: Event) => void): void {
  let id: string | undefined
  let last = 0
  effect(() => {
    const known = id === conversation.value?.id
    for (const event of events.value) {
      if (known && event.seq > last) hear(event)
      last = Math.max(last, event.seq)
    }
    id = conversation.value?.id
  })
}
