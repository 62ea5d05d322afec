import { plainName } from "../../../shared/plain-name"
import type { Event, EventOf } from "../../../shared/protocol/types"
import { lengthInWords } from "../../locales/format"
import { ladderSteps } from "../../locales/ladder-words"
import { contactName } from "../../locales/names"
import { words } from "../../locales/wall"
import { agentBy } from "../../state/people"
import { type Breach, contactOf } from "../../state/wall"
import { sentenceFor } from "../conversation/happened"
import { isStep } from "../conversation/ladder-run"

type Part = { words: string; what: "done" | "due" | "answered" }

/** What happened at one moment. */
export type StoryLine = { at: number; parts: Part[] }

/** What happens less than this after something else is told in the same breath. */
const ONE_MOMENT_MS = 1_000

/** The story of a missed reply: what was asked, whom the server asked, what they did, who was told, and how late it was. */
export function storyLines(breach: Breach): StoryLine[] {
  const story = inOrder(breach.story)
  const tell = teller(breach, story)
  const lines: StoryLine[] = []
  for (const event of story) {
    const told = tell(event)
    if (told === null) continue
    const part = { words: told, what: whatOf(event) }
    const last = lines.at(-1)
    if (last && event.at - last.at < ONE_MOMENT_MS) last.parts.push(part)
    else lines.push({ at: event.at, parts: [part] })
  }
  return lines
}

type Story = Breach["story"]

/** What follows from a step stands before it: only then is it known that it found nobody. */
function inOrder(story: Story): Story {
  const isStepTaken = ({ type }: Event) => type === "step.taken"
  return [...story].sort((one, other) => one.at - other.at || Number(isStepTaken(one)) - Number(isStepTaken(other)))
}

function whatOf({ type }: Event): Part["what"] {
  if (type === "timer.breached") return "due"
  return type === "timer.stopped" ? "answered" : "done"
}

function teller(breach: Breach, story: Story): (event: Event) => string | null {
  const { timer } = breach
  const contact = contactName(contactOf(breach))
  const steps = new Map(ladderSteps(story, contact).map(({ event, sentence }) => [event, sentence]))
  const inWords = (event: Event) => (isStep(event) ? (steps.get(event) ?? null) : sentenceFor(event))

  return (event) => {
    switch (event.type) {
      case "message.posted":
        return event.by.kind === "visitor" ? wrote(contact, holderBefore(story, event)) : null
      case "conversation.assigned":
        // What stands before the question tells who had it then.
        return event === story[0] ? null : inWords(event)
      case "conversation.resolved":
        // Where that ended the wait, its end says so.
        return event.at === timer.stoppedAt ? null : inWords(event)
      case "step.taken":
        // That the visitor was told is an event of its own.
        return event.step.do === "tell" ? null : (inWords(event) ?? askedNobody(story, event))
      case "timer.breached":
        return words.story.due
      case "timer.stopped":
        return answered(event)
      case "delay.told":
        return event.missed === "promise" ? words.story.toldAgain : inWords(event)
      default:
        return inWords(event)
    }
  }
}

/** Who had it when something happened; empty where nobody did. */
function holderBefore(story: Story, event: Event): string {
  const last = story.slice(0, story.indexOf(event)).findLast((each) => each.type === "conversation.assigned")
  return last?.type === "conversation.assigned" ? plainName(agentBy(last.assigneeId)?.name ?? "") : ""
}

function wrote(contact: string, holder: string): string {
  return holder ? words.story.wroteTo(contact, holder) : words.story.wrote(contact)
}

/** A step that was to ask the next one and found nobody: the ladder itself says nothing where nothing was done. */
function askedNobody(story: Story, event: EventOf<"step.taken">): string | null {
  if (event.step.do !== "offer" || holderBefore(story, event) !== "") return null
  const place = story.indexOf(event)
  const before = story.slice(0, place)
  const lastOffer = before.findLast(({ type }) => type === "offer.made" || type === "offer.ended")
  const askedAtOnce = story.slice(place).some(({ type, at }) => type === "offer.made" && at - event.at < ONE_MOMENT_MS)
  if (lastOffer?.type === "offer.made" || askedAtOnce) return null
  const hadSomebody = lastOffer !== undefined || before.some(({ type }) => type === "conversation.assigned")
  return hadSomebody ? words.story.nobodyElse : words.story.nobodyToAsk
}

function answered({ timer, at, by }: EventOf<"timer.stopped">): string {
  const { story } = words
  const who = plainName(by.name ?? "")
  const length = lengthInWords(at - timer.dueAt)
  switch (timer.stoppedFor) {
    case "greeting":
      return story.greeted(who, length)
    case "no-reply-needed":
      return story.waived(who, length)
    case "promised":
      return story.promised(who, length)
    case "resolved":
      return story.resolved(who, length)
    default:
      return story.answered(who, length)
  }
}
