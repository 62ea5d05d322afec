import type { Chance } from "../shared/chance"
import { ANA, BO, type Colleague, type Guest, IRYNA, type Language, type PageName, TOMAS } from "./cast"
import type { Dialogue, Line } from "./dialogues/dialogue"
import { BOOKS, CITIES, ENGLISH } from "./dialogues/en"
import { RUSSIAN } from "./dialogues/ru"
import { UKRAINIAN } from "./dialogues/uk"

/** Something somebody does in a conversation, at a time. */
export type Step = { at: number } & (
  | { does: "ask" | "answer" | "note"; text: string }
  | { does: "accept" | "resolve" | "introduce" }
)

/** A conversation from its first word to where it stands. */
export type Story = {
  guest: Guest
  page: PageName
  colleague: Colleague
  /** What it is about. */
  dialogue: Dialogue
  steps: readonly Step[]
}

/** How a conversation goes: how long the first answer takes, and how far it comes. */
export type Course = {
  guest: Guest
  startsAt: number
  firstAnswerAfterMs: number
  /** How it stands now: over, or in the middle. Null means that nobody ever answered. */
  ends: "resolved" | "answered" | "waiting" | null
  /** When the last word was said, where that matters; the whole conversation moves there. */
  endsAt?: number
}

const DIALOGUES: Record<Language, readonly Dialogue[]> = { en: ENGLISH, ru: RUSSIAN, uk: UKRAINIAN }

const SECOND_MS = 1_000

/** Who speaks which language well enough to answer in it. */
const ANSWERING: Record<Language, readonly Colleague[]> = { en: [ANA, BO, TOMAS, BO], ru: [IRYNA, ANA], uk: [IRYNA] }

/** Tells how a conversation went; `before` is what was told already. */
export function tell(chance: Chance, course: Course, before: readonly Story[]): Story {
  const { guest, startsAt, firstAnswerAfterMs, ends, endsAt } = course
  const dialogue = chance.oneOf(newTo(guest, before, dialoguesFor(guest.language, ends)))
  const filled = filling(chance)
  const colleague = chance.oneOf(ANSWERING[guest.language])
  const begin: Step = { at: startsAt, does: "ask", text: filled(chance.oneOf(dialogue.begins)) }
  const introduction = introduce(chance, guest, startsAt)
  if (ends === null) return { guest, page: dialogue.page, colleague, dialogue, steps: [begin, ...introduction] }

  const answeredAt = startsAt + firstAnswerAfterMs
  const accept: Step = { at: answeredAt - Math.min(firstAnswerAfterMs / 2, 15 * SECOND_MS), does: "accept" }
  const lines = upTo(ends, dialogue.goesOn)
  const said = speak(chance, answeredAt, lines, filled)
  const lastAt = said.at(-1)?.at ?? answeredAt
  const resolve: Step[] =
    ends === "resolved" ? [{ at: lastAt + chance.between(40, 400) * SECOND_MS, does: "resolve" }] : []
  const steps = [begin, ...introduction, accept, ...said, ...resolve].sort((one, other) => one.at - other.at)
  const shiftMs = endsAt === undefined ? 0 : endsAt - lastAt
  const shifted = steps.map((step) => ({ ...step, at: step.at + shiftMs }))
  return { guest, page: dialogue.page, colleague, dialogue, steps: shifted }
}

/** Nobody asks again what they asked before while there is something else to ask, and never twice in a row. */
function newTo(guest: Guest, before: readonly Story[], all: readonly Dialogue[]): readonly Dialogue[] {
  const asked = before.filter((story) => story.guest === guest).map(({ dialogue }) => dialogue)
  const unasked = all.filter((dialogue) => !asked.includes(dialogue))
  const notLast = all.filter((dialogue) => dialogue !== asked.at(-1))
  return [unasked, notLast].find(({ length }) => length > 0) ?? all
}

/** Whoever still waits has asked something: nobody owes an answer to thanks. */
function dialoguesFor(language: Language, ends: Course["ends"]): readonly Dialogue[] {
  const all = DIALOGUES[language]
  if (ends !== "waiting") return all
  return all.filter(({ goesOn }) => goesOn.find(({ by }) => by === "guest")?.text.includes("?"))
}

/** Fills a line's gaps, the same way all through one conversation. */
function filling(chance: Chance): (text: string) => string {
  const book = chance.oneOf(BOOKS)
  const city = chance.oneOf(CITIES)
  const order = `NB-${Math.floor(chance.between(23_100, 24_900))}`
  return (text) => text.replaceAll("{book}", book).replaceAll("{city}", city).replaceAll("{order}", order)
}

/** Name and address are asked for after the question, and most people give them. */
function introduce(chance: Chance, guest: Guest, startsAt: number): Step[] {
  return guest.email || guest.phone || chance.happens(0.75)
    ? [{ at: startsAt + chance.between(6, 14) * SECOND_MS, does: "introduce" }]
    : []
}

/** A conversation in the middle stops with somebody's word: the shop's when it was answered, the guest's while they wait. */
function upTo(ends: "resolved" | "answered" | "waiting", lines: readonly Line[]): readonly Line[] {
  if (ends === "resolved") return lines
  const last = lines.findIndex(({ by }) => by === (ends === "answered" ? "colleague" : "guest"))
  return last < 0 ? lines : lines.slice(0, last + 1)
}

/** Reading takes a moment, typing takes longer, and a note is written beside. */
const PAUSE_SECONDS: Record<Line["by"], readonly [number, number]> = {
  colleague: [12, 85],
  guest: [15, 120],
  note: [5, 25],
}

const STEP_OF = { colleague: "answer", guest: "ask", note: "note" } as const

function speak(chance: Chance, startsAt: number, lines: readonly Line[], filled: (text: string) => string): Step[] {
  let at = startsAt
  return lines.map(({ by, text }, index) => {
    if (index > 0) at += chance.between(...PAUSE_SECONDS[by]) * SECOND_MS
    return { at, does: STEP_OF[by], text: filled(text) }
  })
}
