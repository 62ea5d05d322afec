import { askedIn, asksLater, asksUntil, isMove } from "../../../shared/offers"
import type { EventOf, Offer } from "../../../shared/protocol/types"
import { bestOf, type Candidate, hasRoom } from "../../../shared/routing"
import type { House, Work } from "../../feature"
import type { OfferRow, StepRow, TimerRow } from "../../store/schema"
import { readStepsOf } from "../timers"
import { toOffer } from "./offer-row"
import { candidatesFor, holdAgent, loadsOf } from "./who-may-answer"

/** Who had it before, and for how long. */
export type From = NonNullable<Offer["from"]>
export type Why = { reason: OfferRow["reason"]; from?: From }

/**
 * Asks the best of those who may be asked, and have not been in this wait, to take the conversation. Resolves with null
 * where there is nobody: then it stays in the queue, for everybody to see and for whoever has room next. Where the ladder
 * will ask nobody any more either, all are rung.
 */
export async function offerNext(
  house: House,
  work: Work,
  timer: TimerRow,
  { reason, from }: Why,
): Promise<OfferRow | null> {
  const best = await chooseAgent(house, work, timer, from)
  if (!best) {
    if (await isAskedLater(work, timer)) return null
    return ringAll(house, work, timer, null, {
      reason: work.now > timer.dueAt ? "overdue" : "ring",
      ...(from && { from }),
    })
  }
  const toCome = await stepsToCome(work, timer)
  return makeOffer(house, work, {
    timerId: timer.id,
    agentId: best.agentId,
    teamId: work.conversation.teamId,
    reason: reason === "first" && best.knowsContact ? "knows" : reason,
    fromJson: from ? JSON.stringify(from) : null,
    expiresAt: asksUntil(
      work.now,
      toCome.filter(({ action }) => isMove(action)).map(({ dueAt }) => dueAt),
    ),
  })
}

/** Asks a whole team at once, or everybody: it rings until one of them takes it. */
export function ringAll(
  house: House,
  work: Work,
  timer: TimerRow,
  teamId: string | null,
  { reason, from }: Why,
): Promise<OfferRow> {
  return makeOffer(house, work, {
    timerId: timer.id,
    agentId: null,
    teamId,
    reason,
    fromJson: from ? JSON.stringify(from) : null,
    expiresAt: null,
  })
}

type Draft = Pick<OfferRow, "timerId" | "agentId" | "teamId" | "reason" | "fromJson" | "expiresAt">

async function makeOffer(house: House, work: Work, draft: Draft): Promise<OfferRow> {
  const offer: OfferRow = {
    id: house.newId(),
    conversationId: work.conversation.id,
    ...draft,
    offeredAt: work.now,
    endedAt: null,
    outcome: null,
  }
  await work.db.insertInto("offer").values(offer).execute()
  await work.record({ type: "offer.made", by: { kind: "system" }, offer: toOffer(offer) })
  const { expiresAt } = offer
  if (expiresAt !== null) work.afterCommit(() => house.wakeBy(expiresAt))
  return offer
}

async function chooseAgent(house: House, work: Work, timer: TimerRow, from?: From): Promise<Candidate | null> {
  const { teamId, contactId } = work.conversation
  const except = new Set([...(await askedBefore(work, timer)), ...(await handedOverBy(work, timer))])
  if (from) except.add(from.id)
  let candidates = await candidatesFor(work.db, work.now, { teamId, contactId, except })
  for (;;) {
    const best = bestOf(candidates)
    if (!best) return null
    await holdAgent(house, work.db, best.agentId)
    const load = (await loadsOf(work.db, [best.agentId])).get(best.agentId) ?? 0
    if (hasRoom({ ...best, load })) return best
    candidates = candidates.filter(({ agentId }) => agentId !== best.agentId)
  }
}

async function askedBefore(work: Work, { id }: TimerRow): Promise<Set<string>> {
  const offers = await work.db
    .selectFrom("offer")
    .select(["agentId", "fromJson", "reason", "outcome"])
    .where("timerId", "=", id)
    .execute()
  return askedIn(offers.map(({ fromJson, ...offer }) => ({ ...offer, fromId: fromIdOf(fromJson) })))
}

/** Those who handed it over in this wait, whether or not anybody could be asked then. */
async function handedOverBy(work: Work, { startedAt }: TimerRow): Promise<string[]> {
  const assignments = await work.db
    .selectFrom("event")
    .select(["byId", "payloadJson"])
    .where("conversationId", "=", work.conversation.id)
    .where("type", "=", "conversation.assigned")
    .where("byKind", "=", "agent")
    .where("at", ">=", startedAt)
    .execute()
  const handOvers = assignments.filter(({ payloadJson }) => payloadJson && isHandOver(JSON.parse(payloadJson)))
  return handOvers.flatMap(({ byId }) => byId ?? [])
}

const isHandOver = ({ assigneeId, fromTeamId }: Pick<EventOf<"conversation.assigned">, "assigneeId" | "fromTeamId">) =>
  assigneeId === null && fromTeamId !== undefined

function fromIdOf(fromJson: string | null): string | null {
  const from: From | null = fromJson === null ? null : JSON.parse(fromJson)
  return from?.id ?? null
}

/** Whether the ladder will ask anybody any more, if nobody is asked now. */
export async function isAskedLater(work: Work, timer: TimerRow): Promise<boolean> {
  return asksLater((await stepsToCome(work, timer)).map(({ action }) => action))
}

async function stepsToCome(work: Work, { id }: TimerRow): Promise<StepRow[]> {
  const steps = await readStepsOf(work.db, { conversationId: work.conversation.id })
  return steps.filter(({ timerId }) => timerId === id)
}
