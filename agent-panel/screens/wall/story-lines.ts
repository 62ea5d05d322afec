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

/** What happened at one moment, in words. */
export type StoryLine = { at: number; words: string; what: "done" | "due" | "answered" }

/** What happens less than this after something else is told in the same breath. */
const ONE_MOMENT_MS = 1_000

/** The story of a missed reply: what was asked, whom the server asked, what they did, who was told, and how late it was. */
export function storyLines(breach: Breach): StoryLine[] {
  const tell = teller(breach)
  const lines: StoryLine[] = []
  for (const [index, event] of breach.story.entries()) {
    const told = tell(event, index)
    if (told === null) continue
    const last = lines.at(-1)
    if (last && event.at - last.at < ONE_MOMENT_MS) {
      last.words += ` · ${told}`
      if (last.what === "done") last.what = whatOf(event)
    } else lines.push({ at: event.at, words: told, what: whatOf(event) })
  }
  return lines
}

function whatOf({ type }: Event): StoryLine["what"] {
  if (type === "timer.breached") return "due"
  return type === "timer.stopped" ? "answered" : "done"
}

type Story = Breach["story"]

function teller(breach: Breach): (event: Event, index: number) => string | null {
  const { story, timer } = breach
  const contact = contactName(contactOf(breach))
  const steps = new Map(ladderSteps(story, contact).map(({ event, sentence }) => [event, sentence]))
  const inWords = (event: Event) => (isStep(event) ? (steps.get(event) ?? null) : sentenceFor(event))

  return (event, index) => {
    switch (event.type) {
      case "message.posted":
        return event.by.kind === "visitor" ? wrote(contact, holderAt(story, index)) : null
      case "conversation.assigned":
        // What stands before the question tells who had it then.
        return index === 0 ? null : inWords(event)
      case "conversation.resolved":
        // Where that ended the wait, its end says so.
        return event.at === timer.stoppedAt ? null : inWords(event)
      case "step.taken":
        return inWords(event) ?? askedNobody(story, index)
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

/** Who had it at this place of the story; empty where nobody did. */
function holderAt(story: Story, index: number): string {
  const last = story.slice(0, index).findLast((event) => event.type === "conversation.assigned")
  return last?.type === "conversation.assigned" ? plainName(agentBy(last.assigneeId)?.name ?? "") : ""
}

function wrote(contact: string, holder: string): string {
  return holder ? words.story.wroteTo(contact, holder) : words.story.wrote(contact)
}

/** A step that was to ask the next one and found nobody: the ladder itself says nothing where nothing was done. */
function askedNobody(story: Story, index: number): string | null {
  const event = story[index]
  if (event?.type !== "step.taken" || event.step.do !== "offer" || holderAt(story, index) !== "") return null
  const offers = story.filter(({ type }) => type === "offer.made" || type === "offer.ended")
  const before = offers.filter(({ seq }) => seq < event.seq)
  const isAsked =
    before.at(-1)?.type === "offer.made" || offers.some(({ type, at }) => type === "offer.made" && at === event.at)
  if (isAsked) return null
  return before.length > 0 ? words.story.nobodyElse : words.story.nobodyToAsk
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
