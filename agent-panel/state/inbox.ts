import { type ReadonlySignal, signal, useComputed } from "@preact/signals"
import type { AgentConversation, Contact, Pushes } from "../../shared/protocol/types"
import { byUrgency, waitingTimer } from "../../shared/timer"
import { createOrdered, type Ordered } from "./ordered"
import { me } from "./people"
import type { ListName } from "./route"

const byNewest = (one: AgentConversation, other: AgentConversation) =>
  other.updatedAt - one.updatedAt || (one.id < other.id ? -1 : Number(one.id > other.id))

/** Of what is put aside, whatever comes back first. */
const byReturn = (one: AgentConversation, other: AgentConversation) =>
  (one.snoozedUntil ?? 0) - (other.snoozedUntil ?? 0) || byNewest(one, other)

/** The lists of the inbox, and beside them whoever is being offered to somebody right now. */
type Kept = ListName | "offered"

const lists: Record<Kept, Ordered<AgentConversation>> = {
  mine: createOrdered<AgentConversation>(byUrgency),
  waiting: createOrdered<AgentConversation>(byUrgency),
  all: createOrdered<AgentConversation>(byUrgency),
  snoozed: createOrdered(byReturn),
  resolved: createOrdered(byNewest),
  offered: createOrdered<AgentConversation>(byUrgency),
}

const belongs: Record<Kept, (conversation: AgentConversation) => boolean> = {
  mine: ({ status, assigneeId }) => status === "open" && assigneeId !== null && assigneeId === me.value?.id,
  waiting: ({ status, timers }) => status === "open" && waitingTimer(timers) !== null,
  all: ({ status }) => status === "open",
  snoozed: ({ status }) => status === "snoozed",
  resolved: ({ status }) => status === "resolved",
  offered: ({ status, offer }) => status === "open" && offer !== null,
}

const LIST_NAMES = Object.keys(lists) as Kept[]
const known = new Map<string, AgentConversation>()
const version = signal(0)
let touched = new Set<string>()
let announcing = false

/** The rows of a list, in order. The array is the living one: read it while rendering, never keep it. */
export function rowsOf(name: Kept): readonly AgentConversation[] {
  version.value
  return lists[name].rows
}

export function conversationBy(id: string): AgentConversation | null {
  version.value
  return known.get(id) ?? null
}

/** One conversation for a view, which follows only that one. */
export function useConversation(id: string): ReadonlySignal<AgentConversation | null> {
  return useComputed(() => conversationBy(id))
}

/** Takes in what a conversation is now. Nodes may tell out of order, so an older summary changes nothing. */
export function receiveConversation(conversation: AgentConversation): void {
  touched.add(conversation.id)
  const before = known.get(conversation.id)
  if (before && conversation.seq < before.seq) return
  put(before ? { ...conversation, seen: furthest(before.seen, conversation.seen) } : conversation)
}

export function receiveSeen({ conversationId, side, seq }: Pushes["seen"]): void {
  const before = known.get(conversationId)
  if (before && before.seen[side] < seq) put({ ...before, seen: { ...before.seen, [side]: seq } })
}

/** Shows what is now known of a person in every conversation of theirs. */
export function receiveContact(contact: Contact): void {
  for (const conversation of [...known.values()]) {
    if (conversation.contact.id === contact.id) put({ ...conversation, contact })
  }
}

/** From here on it is remembered which conversations were told of: they are newer than the list that was asked for. */
export function beginSnapshot(): void {
  touched = new Set()
}

/** Takes in all that are open now. What else was thought open has been resolved meanwhile. */
export function receiveSnapshot(open: readonly AgentConversation[]): void {
  const told = new Map(open.map((conversation) => [conversation.id, conversation]))
  for (const before of known.values()) {
    const fresh = touched.has(before.id) && before.seq >= (told.get(before.id)?.seq ?? 0)
    if (!fresh && !told.has(before.id)) known.set(before.id, { ...before, status: "resolved" })
    if (fresh) told.delete(before.id)
  }
  for (const conversation of told.values()) known.set(conversation.id, conversation)
  for (const name of LIST_NAMES) lists[name].replace([...known.values()].filter(belongs[name]))
  announce()
}

/** What was erased is nowhere any more. */
export function forgetConversations(ids: readonly string[]): void {
  for (const id of ids) {
    const before = known.get(id)
    if (!before) continue
    known.delete(id)
    for (const name of LIST_NAMES) if (belongs[name](before)) lists[name].remove(before)
  }
  announce()
}

/** Nobody is signed in any more: nothing stays for whoever comes next. */
export function forgetInbox(): void {
  known.clear()
  touched.clear()
  for (const name of LIST_NAMES) lists[name].replace([])
  announce()
}

function put(conversation: AgentConversation): void {
  const before = known.get(conversation.id)
  known.set(conversation.id, conversation)
  for (const name of LIST_NAMES) {
    if (before && belongs[name](before)) lists[name].remove(before)
    if (belongs[name](conversation)) lists[name].add(conversation)
  }
  announce()
}

/** Many changes in one turn are one change to the eye. */
function announce(): void {
  if (announcing) return
  announcing = true
  queueMicrotask(() => {
    announcing = false
    version.value += 1
  })
}

function furthest(one: AgentConversation["seen"], other: AgentConversation["seen"]): AgentConversation["seen"] {
  return { visitor: Math.max(one.visitor, other.visitor), agents: Math.max(one.agents, other.agents) }
}
