import type { Event } from "./protocol/types"

/** What one observer holds of a conversation: its events without a gap, from `from + 1` up to `seq`. */
export type ConversationState = {
  readonly id: string
  /** The seq before the first event held; 0 when the whole conversation is here. */
  readonly from: number
  /** The seq of the last event held. */
  readonly seq: number
  readonly events: readonly Event[]
}

export function emptyConversation(id: string, from = 0): ConversationState {
  return { id, from, seq: from, events: [] }
}

/** What came of an event: it was known, it was applied, or events between were missed and must be asked for. */
export type Received =
  | { outcome: "known"; state: ConversationState }
  | { outcome: "applied"; state: ConversationState }
  | { outcome: "missed"; state: ConversationState; after: number }

/**
 * Takes in one event, live, resumed and replayed alike (W6): known ones are ignored, the next one is applied, one
 * beyond the next tells that events after `after` must be asked for with `events.list`.
 */
export function receive(state: ConversationState, event: Event): Received {
  if (event.seq <= state.seq) return { outcome: "known", state }
  if (event.seq > state.seq + 1) return { outcome: "missed", state, after: state.seq }
  return { outcome: "applied", state: { ...state, seq: event.seq, events: [...state.events, event] } }
}

/** Takes in events in ascending order; what lies beyond a gap is left out. */
export function receiveAll(state: ConversationState, events: readonly Event[]): ConversationState {
  const fresh: Event[] = []
  let seq = state.seq
  for (const event of events) {
    if (event.seq !== seq + 1) continue
    seq = event.seq
    fresh.push(event)
  }
  return fresh.length === 0 ? state : { ...state, seq, events: [...state.events, ...fresh] }
}

/** Puts an older page of history, ascending and ending at `state.from`, before what is held. */
export function prepend(state: ConversationState, older: readonly Event[]): ConversationState {
  const last = older.at(-1)
  const first = older[0]
  if (!first || !last || last.seq !== state.from) return state
  return { ...state, from: first.seq - 1, events: [...older, ...state.events] }
}
