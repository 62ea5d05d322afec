import { AWAY_AFTER_MISSES, askedIn, asksLater, asksUntil, isLeaving, isMove, outcomeOfSilence } from "../offers"
import type { OfferOutcome } from "../protocol/types"
import { bestOf, type Candidate, hasRoom } from "../routing"
import { byUrgency, type DeskConversation, type DeskOffer, type DeskState, liveOffer, type Why } from "./desk-state"

/**
 * Asks the best of those who may be asked and have not been. Where there is nobody it waits for a step to come, or for
 * whoever has room next; where no step will ask anybody, all are rung.
 */
export function offerNext(desk: DeskState, conversation: DeskConversation, why: Why): void {
  const asked = askedIn(conversation.offers)
  if (why.fromId !== null) asked.add(why.fromId)
  const best = bestOf(candidates(desk).filter(({ agentId }) => !asked.has(agentId)))
  const toCome = conversation.steps.filter(({ isOwn }) => isOwn)
  if (!best) {
    if (!asksLater(toCome.map(({ action }) => action))) ringAll(desk, conversation, why)
    return
  }
  const movesAt = toCome.filter(({ action }) => isMove(action)).map(({ dueAt }) => dueAt)
  makeOffer(desk, conversation, { ...why, agentId: best.agentId, expiresAt: asksUntil(desk.now, movesAt) })
}

/** Asks everybody, until one takes it. */
export function ringAll(desk: DeskState, conversation: DeskConversation, { fromId }: Why): void {
  makeOffer(desk, conversation, { reason: "ring", fromId, agentId: null, expiresAt: null })
}

type Draft = Pick<DeskOffer, "reason" | "agentId" | "fromId" | "expiresAt">

function makeOffer(desk: DeskState, conversation: DeskConversation, draft: Draft): void {
  const offer: DeskOffer = { ...draft, id: String(desk.offersMade++), offeredAt: desk.now, outcome: null }
  conversation.offers.push(offer)
  const agent = desk.agents.get(offer.agentId ?? "")
  if (agent) agent.isAskedFor++
  if (offer.expiresAt !== null) desk.alarms.put(offer.expiresAt, conversation)
  desk.offered.push({ id: offer.id, conversation: conversation.number, agentId: offer.agentId })
}

export function endOffer(desk: DeskState, offer: DeskOffer, outcome: OfferOutcome): void {
  offer.outcome = outcome
  const agent = desk.agents.get(offer.agentId ?? "")
  if (agent) agent.isAskedFor--
  desk.mustAllocate = true
}

/** Ends the offer that rings, if one does, and gives why the next one is asked. */
export function takeFromOffered(desk: DeskState, conversation: DeskConversation, outcome: "missed" | "away"): Why {
  const offer = liveOffer(conversation)
  if (!offer) return { reason: "first", fromId: null }
  const ended = outcome === "missed" ? outcomeOfSilence({ ...offer, teamId: null }, desk.now) : outcome
  endOffer(desk, offer, ended)
  if (ended === "missed") countMiss(desk, offer.agentId)
  return { reason: outcome, fromId: offer.agentId }
}

function countMiss(desk: DeskState, agentId: string | null): void {
  const agent = desk.agents.get(agentId ?? "")
  if (!agent) return
  agent.missedOffers++
  if (agent.missedOffers < AWAY_AFTER_MISSES || !agent.isOnline) return
  agent.isOnline = false
  desk.setAway.add(agent.id)
}

/** Gives back what somebody has or is asked to take and has not answered, the most urgent first. */
export function giveBack(desk: DeskState, agentId: string): void {
  const has = (conversation: DeskConversation) => conversation.assigneeId === agentId
  const isAskedFor = (conversation: DeskConversation) => liveOffer(conversation)?.agentId === agentId
  const given = [...desk.unanswered].filter((conversation) => has(conversation) || isAskedFor(conversation))
  for (const conversation of given.sort(byUrgency)) {
    const why = has(conversation)
      ? takeFromAssignee(desk, conversation, agentId, "away")
      : takeFromOffered(desk, conversation, "away")
    offerNext(desk, conversation, why)
  }
}

export function takeFromAssignee(
  desk: DeskState,
  conversation: DeskConversation,
  agentId: string,
  reason: "silent" | "away",
): Why {
  const agent = desk.agents.get(agentId)
  if (agent) agent.has--
  if (isLeaving(reason)) giveBackAccepted(conversation, agentId)
  conversation.assigneeId = null
  desk.mustAllocate = true
  return { reason, fromId: agentId }
}

function giveBackAccepted({ offers }: DeskConversation, agentId: string): void {
  for (const offer of offers) if (offer.agentId === agentId && offer.outcome === "accepted") offer.outcome = "away"
}

/** Whoever waits and is offered to nobody is offered to whoever has room, the most urgent first. */
export function allocate(desk: DeskState): void {
  if (!desk.mustAllocate) return
  desk.mustAllocate = false
  if (!anybodyHasRoom(desk)) return
  const waiting = [...desk.unanswered].filter(
    (conversation) => conversation.isOffered && conversation.assigneeId === null && !liveOffer(conversation),
  )
  for (const conversation of waiting.sort(byUrgency)) {
    offerNext(desk, conversation, { reason: "room", fromId: null })
    if (!anybodyHasRoom(desk)) return
  }
}

const anybodyHasRoom = (desk: DeskState) => candidates(desk).some(hasRoom)

function candidates({ agents }: DeskState): Candidate[] {
  return [...agents.values()]
    .filter(({ isOnline }) => isOnline)
    .map(({ id, capacity, lastTookAt, has, isAskedFor }) => ({
      agentId: id,
      // Everybody writes once, so nobody is known.
      knowsContact: false,
      load: has + isAskedFor,
      capacity,
      lastTookAt,
    }))
}
