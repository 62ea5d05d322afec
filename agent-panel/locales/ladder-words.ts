import { plainName } from "../../shared/plain-name"
import type { Event, EventOf } from "../../shared/protocol/types"
import { agentBy, teamBy } from "../state/people"
import { t } from "."
import { lengthInWords } from "./format"

/** What a line of a ladder is made of: somebody was asked, somebody took it, or something else to say. */
type Turn = { is: "asked" | "took" | "said"; words: string }

const END: Turn = { is: "said", words: "" }

/** What a ladder did, in one line: whom it asked in turn, who took it, and that the supervisors were told. */
export function ladderSummary(events: readonly Event[]): string {
  const turns = events.flatMap((event, index) => turnOf(event, () => holderAt(events, index)) ?? [])
  const parts: string[] = []
  let asked: string[] = []
  for (const turn of [...turns, END]) {
    if (turn.is === "asked") asked.push(turn.words)
    else {
      parts.push(...afterAsking(asked, turn))
      asked = []
    }
  }
  return parts.filter(Boolean).join(" · ")
}

function turnOf(event: Event, holder: () => string): Turn | null {
  switch (event.type) {
    case "offer.made":
      return { is: "asked", words: whoIsAsked(event) }
    case "conversation.assigned":
      return event.assigneeId === null
        ? { is: "said", words: takenBack(event, holder()) }
        : { is: "took", words: nameOf(event.assigneeId) }
    case "step.taken":
      if (event.step.do === "escalate") return { is: "said", words: t.ladder.escalated }
      return event.step.do === "remind" ? { is: "said", words: t.ladder.reminded } : null
    default:
      return null
  }
}

function afterAsking(asked: readonly string[], { is, words }: Turn): string[] {
  const names = asked.join(t.ladder.andThen)
  if (is === "took" && asked.at(-1) === words) return [t.ladder.askedWhoTook(names)]
  return [names && t.ladder.asked(names), is === "took" ? t.ladder.took(words) : words]
}

type Step = { event: Event; sentence: string }

/** Each step in a sentence, but for what follows from the others. */
export function ladderSteps(events: readonly Event[], contact: string): Step[] {
  return events.flatMap((event, index) => {
    const sentence = stepInWords(event, contact, () => holderAt(events, index))
    return sentence === null ? [] : [{ event, sentence }]
  })
}

function stepInWords(event: Event, contact: string, holder: () => string): string | null {
  switch (event.type) {
    case "offer.made":
      return askedWhom(event, contact)
    case "offer.ended":
      return noAnswer(event)
    case "conversation.assigned":
      return event.assigneeId === null ? takenBack(event, holder()) : t.ladder.took(nameOf(event.assigneeId))
    case "step.taken":
      return stepTaken(event)
    case "step.postponed":
      return t.ladder.steps.writing(plainName(event.by.name ?? ""), lengthInWords(event.until - event.at))
    default:
      return null
  }
}

/** Who had it when it was taken back: whoever took it last, as far as these events tell, or whom the next offer names. */
function holderAt(events: readonly Event[], index: number): string {
  const taken = events.slice(0, index).findLast((event) => event.type === "conversation.assigned")
  if (taken?.type === "conversation.assigned" && taken.assigneeId !== null) return nameOf(taken.assigneeId)
  const next = events.slice(index).find((event) => event.type === "offer.made")
  return (next?.type === "offer.made" && plainName(next.offer.from?.name ?? "")) || t.ladder.somebody
}

function askedWhom(event: EventOf<"offer.made">, contact: string): string {
  const who = whoIsAsked(event)
  switch (event.offer.reason) {
    case "first":
    case "room":
      return t.ladder.steps[event.offer.reason](who)
    case "knows":
      return t.ladder.steps.knows(who, contact)
    case "overdue":
      return t.ladder.steps.overdue
    default:
      // Why they were asked is the line before: somebody did not answer, or lost it.
      return t.ladder.steps.asked(who)
  }
}

function noAnswer({ offer, outcome, at }: EventOf<"offer.ended">): string | null {
  if (offer.agentId === null) return null
  const who = nameOf(offer.agentId)
  if (outcome === "missed") return t.ladder.steps.missed(who, lengthInWords(at - offer.offeredAt))
  if (outcome === "declined") return t.ladder.steps.declined(who)
  return outcome === "gone" || outcome === "away" ? t.ladder.takenBack[outcome](who) : null
}

function stepTaken({ step }: EventOf<"step.taken">): string | null {
  const { steps } = t.ladder
  const sentence = {
    offer: steps.lateMove,
    ring: steps.lateMove,
    remind: steps.reminded,
    escalate: steps.escalated,
    tell: steps.lateTell,
  }[step.do]
  if (step.lateMs !== null) return steps.late(sentence, lengthInWords(step.lateMs))
  // Who was asked, and that the visitor was told, are events of their own.
  return step.do === "remind" || step.do === "escalate" ? sentence : null
}

function takenBack({ why }: EventOf<"conversation.assigned">, who: string): string {
  return why === "gone" || why === "away" ? t.ladder.takenBack[why](who) : t.ladder.takenBack.silent(who)
}

function whoIsAsked({ offer: { agentId, teamId } }: EventOf<"offer.made">): string {
  if (agentId !== null) return nameOf(agentId)
  const team = teamBy(teamId)
  return team ? t.ladder.team(team.name) : t.ladder.everybody
}

function nameOf(agentId: string | null): string {
  return plainName(agentBy(agentId)?.name ?? "")
}
