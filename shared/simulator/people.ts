import type { CrewMember, Seen, SeenOffer, World } from "./course"
import { createMoments, type Moments } from "./moments"

/** What an agent does. */
export type Deed =
  | { agentId: string; do: "come" }
  | { agentId: string; do: "leave" }
  | { agentId: string; do: "accept" | "type" | "reply" | "resolve"; conversation: number }

/** Whoever was set away notices, and is back after this long. */
const BACK_AFTER_MS = 5 * 60_000
/** Half of the time until a reply is reading, and no more than this; then they write. */
const READS_FOR_SHARE = 0.5
const READS_FOR_MS = 20_000

type Intent =
  | { agentId: string; do: "come" | "leave" | "return" | "answer-ring" }
  | { agentId: string; do: "answer-offer"; conversation: number; offerId: string }
  | { agentId: string; do: "type" | "reply" | "resolve"; conversation: number; holding: number }

export type People = {
  /** When somebody means to do something next; infinite where nobody does. */
  nextAt(): number
  /** Everybody sees what has happened, and makes up their mind. */
  look(now: number, seen: Seen): void
  /** What somebody does at `now`; null when nobody does anything more. */
  act(now: number, seen: Seen): Deed | null
}

type State = World & {
  readonly intents: Moments<Intent>
  readonly onDuty: Set<string>
  /** Those who were set away, and have it still to notice. */
  readonly returning: Set<string>
  /** Those who heard a ring for all and reach for it. */
  readonly answering: Set<string>
  readonly ringing: Set<number>
  /** How often a conversation was taken: whoever lost it and has it again starts anew. */
  readonly holdings: Map<number, number>
}

/**
 * Agents as they are modelled: they come and leave on time, take what they are asked to take, and what rings for all where
 * they have room; they read, write, reply and resolve. Whoever loses a conversation while it waits lets it go.
 */
export function createPeople(world: World): People {
  const state: State = {
    ...world,
    intents: createMoments(),
    onDuty: new Set(),
    returning: new Set(),
    answering: new Set(),
    ringing: new Set(),
    holdings: new Map(),
  }
  for (const member of world.crew) keepHours(state, member)
  return {
    nextAt: state.intents.nextAt,
    look: (now, seen) => look(state, now, seen),
    act(now, seen) {
      for (let intent = state.intents.take(now); intent; intent = state.intents.take(now)) {
        const deed = carryOut(state, now, intent, seen)
        if (deed) return deed
      }
      return null
    },
  }
}

function keepHours({ intents }: State, { id, onDuty }: CrewMember): void {
  for (const { from, to } of onDuty) {
    intents.put(from, { do: "come", agentId: id })
    if (Number.isFinite(to)) intents.put(to, { do: "leave", agentId: id })
  }
}

function look(state: State, now: number, seen: Seen): void {
  for (const offer of seen.offered) hear(state, now, offer)
  for (const member of state.crew) noticeBeingAway(state, now, member, seen)
  if (!somethingRings(state, seen)) return
  for (const { id, acceptMs } of thoseWithRoom(state, seen)) {
    state.answering.add(id)
    state.intents.put(now + acceptMs, { do: "answer-ring", agentId: id })
  }
}

function hear({ crew, ringing, intents }: State, now: number, { id, conversation, agentId }: SeenOffer): void {
  if (agentId === null) return void ringing.add(conversation)
  const asked = crew.find((member) => member.id === agentId)
  if (asked) intents.put(now + asked.acceptMs, { do: "answer-offer", agentId, conversation, offerId: id })
}

function noticeBeingAway({ onDuty, returning, intents }: State, now: number, { id }: CrewMember, seen: Seen): void {
  if (!onDuty.has(id) || !seen.isAway(id) || returning.has(id)) return
  returning.add(id)
  intents.put(now + BACK_AFTER_MS, { do: "return", agentId: id })
}

function somethingRings({ ringing }: State, seen: Seen): boolean {
  for (const conversation of ringing) {
    if (rings(conversation, seen)) return true
    ringing.delete(conversation)
  }
  return false
}

const rings = (conversation: number, seen: Seen) => seen.offerOf(conversation)?.agentId === null

/** Whoever has the least is the first to reach for it. */
function thoseWithRoom(state: State, seen: Seen): CrewMember[] {
  return state.crew
    .filter((member) => !state.answering.has(member.id) && hasRoom(state, member, seen))
    .sort((one, other) => seen.loadOf(one.id) - seen.loadOf(other.id))
}

function hasRoom({ onDuty }: State, { id, capacity }: CrewMember, seen: Seen): boolean {
  return onDuty.has(id) && !seen.isAway(id) && seen.loadOf(id) < capacity
}

/** What becomes of an intent; null where things have changed meanwhile. */
function carryOut(state: State, now: number, intent: Intent, seen: Seen): Deed | null {
  const { agentId } = intent
  switch (intent.do) {
    case "come":
      state.onDuty.add(agentId)
      return { do: "come", agentId }
    case "leave":
      state.onDuty.delete(agentId)
      return { do: "leave", agentId }
    case "return":
      state.returning.delete(agentId)
      return state.onDuty.has(agentId) && seen.isAway(agentId) ? { do: "come", agentId } : null
    case "answer-offer": {
      const isStillAsked = seen.offerOf(intent.conversation)?.id === intent.offerId
      return isStillAsked && !seen.isAway(agentId) ? take(state, now, agentId, intent.conversation) : null
    }
    case "answer-ring":
      return answerRing(state, now, agentId, seen)
    case "type":
    case "reply":
    case "resolve":
      return goOn(state, now, intent, seen)
    default:
      return intent satisfies never
  }
}

/** Of what rings for all they take what waits longest. */
function answerRing(state: State, now: number, agentId: string, seen: Seen): Deed | null {
  state.answering.delete(agentId)
  const member = state.crew.find(({ id }) => id === agentId)
  const live = [...state.ringing].filter((conversation) => rings(conversation, seen))
  if (!member || !hasRoom(state, member, seen) || live.length === 0) return null
  return take(state, now, agentId, Math.min(...live))
}

function take({ arrivals, intents, holdings }: State, now: number, agentId: string, conversation: number): Deed {
  const holding = (holdings.get(conversation) ?? 0) + 1
  holdings.set(conversation, holding)
  const replyMs = arrivals[conversation]?.replyMs ?? 0
  const has = { agentId, conversation, holding }
  intents.put(now + Math.min(Math.round(replyMs * READS_FOR_SHARE), READS_FOR_MS), { ...has, do: "type" })
  intents.put(now + replyMs, { ...has, do: "reply" })
  return { do: "accept", agentId, conversation }
}

type Handling = Extract<Intent, { holding: number }>

function goOn({ arrivals, intents, holdings }: State, now: number, intent: Handling, seen: Seen): Deed | null {
  const { agentId, conversation, holding } = intent
  const hasItStill = seen.assigneeOf(conversation) === agentId && holdings.get(conversation) === holding
  if (!hasItStill) return null
  if (intent.do === "reply") intents.put(now + (arrivals[conversation]?.handleMs ?? 0), { ...intent, do: "resolve" })
  return { do: intent.do, agentId, conversation }
}
