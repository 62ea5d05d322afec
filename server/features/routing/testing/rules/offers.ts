import type { OfferRow } from "../../../../store/schema"
import type { Memory } from "../judge"
import type { AgentSeen, ConversationSeen, Picture } from "../picture"
import { isOf, loadOf, mayAnswer, ringing, waitOf } from "../picture"

/** Nobody is offered more than they have room for, nor anything while they may not answer; one offer rings at most (R1 to R3). */
export function wrongOffers(picture: Picture, memory: Memory): string[] {
  return [
    ...picture.conversations.flatMap((seen) => [
      ...ringsForNothing(seen),
      ...askedTwice(seen),
      ...ringing(seen).flatMap((offer) => ringsWhoMayNotAnswer(seen, offer, picture, memory)),
    ]),
    ...picture.agents.flatMap((agent) => askedAboveCapacity(agent, picture, memory)),
  ]
}

function ringsForNothing(seen: ConversationSeen): string[] {
  const { name, status, assigneeId } = seen
  const live = ringing(seen)
  if (live.length === 0) return []
  if (live.length > 1) return [`${live.length} offers ring for ${name}`]
  if (status !== "open") return [`${name} is ${status} and rings`]
  if (assigneeId !== null) return [`${name} is with somebody and rings`]
  return waitOf(seen) === null ? [`${name} waits for nothing and rings`] : []
}

function askedTwice({ name, offers }: ConversationSeen): string[] {
  const asked = offers
    .filter(({ agentId, outcome }) => agentId !== null && isTurn(outcome))
    .map(({ timerId, agentId }) => `${timerId} ${agentId}`)
  return asked.length === new Set(asked).size ? [] : [`somebody was asked twice in one wait of ${name}`]
}

/** Somebody else was quicker, or they left: then it was no turn, and they may be asked again. */
export const isTurn = (outcome: OfferRow["outcome"]) =>
  outcome !== "withdrawn" && outcome !== "gone" && outcome !== "away"

/** Until it is seen that somebody's node died, and then until their grace is over. */
export const GRACE_MS = 45_000

function ringsWhoMayNotAnswer(seen: ConversationSeen, offer: OfferRow, picture: Picture, memory: Memory): string[] {
  const { now } = picture
  if (offer.expiresAt !== null && offer.expiresAt <= now) return [`an offer of ${seen.name} rings on after it expired`]
  const asked = picture.agents.find(({ id }) => id === offer.agentId)
  if (!asked) return []
  const rung = `${asked.name} is rung for ${seen.name}`
  if (asked.availability === "away") return [`${rung}, who is away`]
  const isNew = !memory.before?.conversations.some(({ offers }) => offers.some(({ id }) => id === offer.id))
  // Where the team changed since the last look, either may have held.
  const mayBeOf = [picture, memory.before ?? picture].some((each) => isOf(each, seen.teamId, asked.id))
  if (isNew && !mayBeOf) return [`${rung}, who is not of its team`]
  if (mayAnswer(asked, now)) return []
  const since = memory.unableSince.get(asked.id) ?? now
  if (offer.offeredAt > since) return [`${rung}, who was not here when they were asked`]
  return now - Math.max(since, memory.upSince) > GRACE_MS ? [`${rung}, who has been gone for ${now - since} ms`] : []
}

/**
 * Whoever was asked since the last look had room then. What they took meanwhile does not count, nor what was given to
 * them or came back to them.
 */
function askedAboveCapacity(agent: AgentSeen, picture: Picture, { before }: Memory): string[] {
  const known = new Set(before?.conversations.flatMap(({ offers }) => offers.map(({ id }) => id)))
  const isNew = ({ id, agentId }: OfferRow) => agentId === agent.id && !known.has(id)
  if (!picture.conversations.flatMap(ringing).some(isNew)) return []
  const has = ({ status, assigneeId }: ConversationSeen) => status === "open" && assigneeId === agent.id
  const had = new Set(before?.conversations.filter(has).map(({ id }) => id))
  const came = picture.conversations.filter((seen) => has(seen) && !had.has(seen.id)).length
  const capacity = Math.max(agent.capacity, before?.agents.find(({ id }) => id === agent.id)?.capacity ?? 0)
  const load = loadOf(agent, picture) - came
  return load > capacity ? [`${agent.name} was asked for ${load} conversations at once, with room for ${capacity}`] : []
}
