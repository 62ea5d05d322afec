import type { Offer, OfferOutcome, OfferReason, StepAction, Timer } from "./protocol/types"
import { isReply } from "./timer"

/** One agent is rung no longer than this before the next is asked. */
const OFFER_LASTS_MS = 45_000
/** Whoever types, or has just accepted, has this long before it moves on. */
export const EXTENSION_MS = 30_000
/** Whoever was asked for less than this had no fair chance to accept. */
const FAIR_CHANCE_MS = 10_000
/** So many missed offers in a row mean that nobody sits at that desk. */
export const AWAY_AFTER_MISSES = 2

type Asking = Pick<Offer, "agentId" | "teamId" | "offeredAt">

/** A step that puts the conversation into other hands, and so is put off while somebody is about to answer. */
export const isMove = (action: StepAction) => action === "offer" || action === "ring"

/** Whether anybody is asked by the steps to come. Where nobody is left to be asked and none will be, everybody is rung. */
export const asksLater = (toCome: readonly StepAction[]) => toCome.some((action) => isMove(action) || action === "tell")

/** Until when one agent is asked at `now`: until the next of the moves to come, at the latest. */
export function asksUntil(now: number, movesAt: readonly number[]): number {
  return Math.min(now + OFFER_LASTS_MS, ...movesAt.filter((at) => at > now))
}

/** How an offer ends at `now` that nobody accepted. A whole team misses nothing, nor does who was asked for a moment only. */
export function outcomeOfSilence({ agentId, offeredAt }: Asking, now: number): "missed" | "passed" | "withdrawn" {
  if (agentId === null) return "withdrawn"
  return now - offeredAt >= FAIR_CHANCE_MS ? "missed" : "passed"
}

type PastOffer = { agentId: string | null; fromId: string | null; reason: OfferReason; outcome: OfferOutcome | null }

/**
 * Nobody is asked twice in one wait, nor whoever had it in this wait and was silent. From whom it was withdrawn, they
 * never answered; and who left is asked again when they are back, as on the morning after.
 */
export function askedIn(offers: readonly PastOffer[]): Set<string> {
  return new Set(
    offers
      .flatMap(({ agentId, fromId, reason, outcome }) => [
        outcome === "withdrawn" || isLeaving(outcome) ? null : agentId,
        isLeaving(reason) ? null : fromId,
      ])
      .filter((asked) => asked !== null),
  )
}

/** Whether it was given back because somebody left, and not because they did not answer. */
export const isLeaving = (why: OfferReason | OfferOutcome | null) => why === "gone" || why === "away"

/** A step that was taken, what waits, and in whose hands it is. */
export type Situation = {
  now: number
  step: { do: StepAction; dueAt: number }
  /** The wait that routing cares for, and whether the step is one of its own. */
  wait: Pick<Timer, "kind" | "dueAt">
  isOwnStep: boolean
  /** Whoever has the conversation, whether they may answer now, and until when nothing is taken from them. */
  assignee: { isHere: boolean; hasTimeUntil: number } | null
  offer: Asking | null
}

/**
 * Whom a step asks: the `next` agent, the `team`, or `everybody`, at once or `later`, when whoever is about to answer has
 * had their time; null where it stays as it is.
 */
export type Move = "next" | "team" | "everybody" | "later"

export function moveOf(situation: Situation): Move | null {
  const { now, step, wait, isOwnStep, assignee, offer } = situation
  if (step.do === "tell") {
    if (!isReply(wait) || ringsEverybody(assignee, offer)) return null
    return assignee?.isHere && assignee.hasTimeUntil > now ? "later" : "everybody"
  }
  if (!isOwnStep) return null
  if (step.do === "ring") return whomToRing(situation)
  if (step.do !== "offer") return null
  // A later reply stays with the person who is in the conversation, as long as they are here.
  if (assignee) return assignee.isHere && wait.kind !== "first-touch" ? null : "next"
  // It has moved on already since this step was due, or everybody is asked.
  return offer && (offer.agentId === null || offer.offeredAt >= step.dueAt) ? null : "next"
}

/** The whole team; what was missed already is for everybody. */
function whomToRing({ step, wait, assignee, offer }: Situation): Move | null {
  if (step.dueAt <= wait.dueAt) return "team"
  return ringsEverybody(assignee, offer) ? null : "everybody"
}

const ringsEverybody = (assignee: Situation["assignee"], offer: Asking | null) =>
  assignee === null && offer?.agentId === null && offer.teamId === null
