import { AWAY_AFTER_MISSES, askedIn, asksUntil, isMove, outcomeOfSilence } from "../offers"
import type { OfferOutcome } from "../protocol/types"
import { bestOf, type Candidate, hasRoom } from "../routing"
import { byUrgency, type DeskConversation, type DeskOffer, type DeskState, liveOffer } from "./desk-state"

/** Asks the best of those who may be asked and have not been; where there is nobody it waits for whoever has room next. */
export function offerNext(desk: DeskState, conversation: DeskConversation, fromId: string | null): void {
  const asked = askedIn(conversation.offers)
  if (fromId !== null) asked.add(fromId)
  const best = bestOf(candidates(desk).filter(({ agentId }) => !asked.has(agentId)))
  if (!best) return
  const moves = conversation.steps.filter(({ isOwn, action }) => isOwn && isMove(action))
  const movesAt = moves.map(({ dueAt }) => dueAt)
  makeOffer(desk, conversation, { agentId: best.agentId, fromId, expiresAt: asksUntil(desk.now, movesAt) })
}

/** Asks everybody, until one takes it. */
export function ringAll(desk: DeskState, conversation: DeskConversation, fromId: string | null): void {
  makeOffer(desk, conversation, { agentId: null, fromId, expiresAt: null })
}

type Draft = Pick<DeskOffer, "agentId" | "fromId" | "expiresAt">

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

/** Ends the offer that rings, if one does, and gives who was asked. */
export function takeFromOffered(desk: DeskState, conversation: DeskConversation, outcome: OfferOutcome): string | null {
  const offer = liveOffer(conversation)
  if (!offer) return null
  const ended = outcome === "missed" ? outcomeOfSilence({ ...offer, teamId: null }, desk.now) : outcome
  endOffer(desk, offer, ended)
  if (ended === "missed") countMiss(desk, offer.agentId)
  return offer.agentId
}

function countMiss(desk: DeskState, agentId: string | null): void {
  const agent = desk.agents.get(agentId ?? "")
  if (!agent) return
  agent.missedOffers++
  if (agent.missedOffers >= AWAY_AFTER_MISSES) agent.isOnline = false
}

export function takeFromAssignee(desk: DeskState, conversation: DeskConversation, agentId: string): string {
  const agent = desk.agents.get(agentId)
  if (agent) agent.has--
  conversation.assigneeId = null
  desk.mustAllocate = true
  return agentId
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
    offerNext(desk, conversation, null)
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
