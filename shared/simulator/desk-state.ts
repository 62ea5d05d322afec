import type { OpenTime } from "../opening-hours"
import type { OfferOutcome, OfferReason, StepAction } from "../protocol/types"
import type { CrewMember, SeenOffer } from "./course"
import { createMoments, type Moments } from "./moments"
import type { Rules, Wait } from "./wait"

/** Somebody who answers, as the server's rows know them. */
export type DeskAgent = {
  id: string
  capacity: number
  isOnline: boolean
  missedOffers: number
  lastTookAt: number | null
  /** Open conversations they have. */
  has: number
  /** Conversations they are asked to take. */
  isAskedFor: number
}

/** Why somebody is asked, and who had it before. */
export type Why = { reason: OfferReason; fromId: string | null }

export type DeskOffer = Why & {
  id: string
  /** Null means everybody. */
  agentId: string | null
  offeredAt: number
  /** Null means until somebody takes it. */
  expiresAt: number | null
  outcome: OfferOutcome | null
}

export type DeskStep = {
  action: StepAction
  dueAt: number
  position: number
  /** Whether it leads to the first reply, or is one of the promise that was made when that was missed. */
  isOwn: boolean
  /** Which step of all it is, as the server's ids have it. */
  turn: number
}

/** A conversation with one message, whose first reply is owed. */
export type DeskConversation = {
  number: number
  wait: Wait
  /** Those still to come. */
  steps: DeskStep[]
  /** Every offer of this wait; the last may still live. */
  offers: DeskOffer[]
  /** Whether its ladder has asked for somebody yet: before opening hours nobody is asked. */
  isOffered: boolean
  assigneeId: string | null
  extendedForId: string | null
  /** Until when nothing is taken from whoever has it. */
  hasTimeUntil: number
  repliedAt: number | null
}

export type DeskState = {
  readonly rules: Rules
  readonly openTime: OpenTime
  now: number
  readonly agents: ReadonlyMap<string, DeskAgent>
  readonly conversations: Map<number, DeskConversation>
  readonly unanswered: Set<DeskConversation>
  /** When something of a conversation falls due; what was put off meanwhile is looked at in vain. */
  readonly alarms: Moments<DeskConversation>
  /** Offers made since the last look. */
  offered: SeenOffer[]
  offersMade: number
  stepsMade: number
  /** Those who missed one offer too many, and have yet to give back what else they have. */
  readonly setAway: Set<string>
  /** The queue or somebody's room has changed. */
  mustAllocate: boolean
}

export function newDesk(rules: Rules, openTime: OpenTime, crew: readonly CrewMember[]): DeskState {
  return {
    rules,
    openTime,
    now: 0,
    agents: new Map(crew.map((member) => [member.id, newAgent(member)])),
    conversations: new Map(),
    unanswered: new Set(),
    alarms: createMoments(),
    offered: [],
    offersMade: 0,
    stepsMade: 0,
    setAway: new Set(),
    mustAllocate: false,
  }
}

function newAgent({ id, capacity }: CrewMember): DeskAgent {
  return { id, capacity, isOnline: false, missedOffers: 0, lastTookAt: null, has: 0, isAskedFor: 0 }
}

export function newConversation(number: number, wait: Wait): DeskConversation {
  return {
    number,
    wait,
    steps: [],
    offers: [],
    isOffered: false,
    assigneeId: null,
    extendedForId: null,
    hasTimeUntil: Number.NEGATIVE_INFINITY,
    repliedAt: null,
  }
}

export function liveOffer(conversation: DeskConversation | undefined): DeskOffer | null {
  const last = conversation?.offers.at(-1)
  return last?.outcome === null ? last : null
}

/** The most urgent first; of those that fall due together who wrote first. */
export function byUrgency(one: DeskConversation, other: DeskConversation): number {
  return one.wait.dueAt - other.wait.dueAt || one.number - other.number
}
