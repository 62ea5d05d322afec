import { type ReadonlySignal, signal } from "@preact/signals"
import { type ConversationState, emptyConversation, prepend, receive, receiveAll } from "../conversation"
import type { Event } from "../protocol/types"
import type { Connection } from "./connection"

export type LiveConversation = {
  readonly state: ReadonlySignal<ConversationState>
  /** Takes in one event, from whatever source; asks the server for what was missed. */
  receive(event: Event): void
  /** Asks for everything after what is held, until nothing more is missing. */
  catchUp(): Promise<void>
  /** Loads the page of history before what is held. Resolves with whether there may be more. */
  loadOlder(): Promise<boolean>
}

const PAGE_LENGTH = 100

/** The one writer of a conversation's signal (W5, W6): live, resumed and replayed events go through `receive`. */
export function createLiveConversation(
  connection: Pick<Connection, "call">,
  id: string,
  start: { from?: number; events?: readonly Event[] } = {},
): LiveConversation {
  const state = signal(receiveAll(emptyConversation(id, start.from), start.events ?? []))
  let catchingUp: Promise<void> | null = null
  let furthestHeard = 0

  async function askForTheRest(): Promise<void> {
    for (let more = true; more; ) {
      const heardBefore = furthestHeard
      const reply = await connection.call("events.list", {
        conversationId: id,
        after: state.value.seq,
        limit: PAGE_LENGTH,
      })
      // What cannot be asked now is asked at the next connection.
      if (!reply.ok) return
      state.value = receiveAll(state.value, reply.data.events)
      // What was told while the answer was on its way may lie beyond it.
      const heardMore = furthestHeard > heardBefore && furthestHeard > state.value.seq
      more = reply.data.more || heardMore
    }
  }

  function catchUp(): Promise<void> {
    catchingUp ??= askForTheRest().finally(() => {
      catchingUp = null
    })
    return catchingUp
  }

  return {
    state,
    receive(event) {
      furthestHeard = Math.max(furthestHeard, event.seq)
      const received = receive(state.value, event)
      if (received.outcome === "missed") void catchUp()
      else state.value = received.state
    },
    catchUp,
    async loadOlder() {
      const { from } = state.value
      if (from === 0) return false
      const reply = await connection.call("events.list", { conversationId: id, before: from + 1, limit: PAGE_LENGTH })
      if (reply.ok) state.value = prepend(state.value, reply.data.events)
      return state.value.from > 0
    },
  }
}
