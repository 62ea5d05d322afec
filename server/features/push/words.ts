import { plainName } from "../../../shared/plain-name"
import type { TimerKind } from "../../../shared/protocol/types"
import type { PushAlert } from "../../../shared/push-alert"
import type { Occasion } from "./occasion"

/** Enough to know what it is about; a phone shows no more. */
const LINE_MAX_LETTERS = 120
const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
/** While it is this short the seconds count. */
const SECONDS_UNDER_MS = 2 * MINUTE_MS
const HOURS_FROM_MS = 2 * HOUR_MS

type Words = {
  visitor: string
  /** One agent is asked to take it. */
  offer(who: string): string
  /** Everybody is. */
  ring(who: string): string
  unanswered(who: string): string
  unkept(who: string): string
  unresolved(who: string): string
  promised(who: string): string
  onlyGreeted(who: string): string
  left(length: string): string
  late(length: string): string
}

const WORDS: Record<PushAlert["locale"], Words> = {
  en: {
    visitor: "A visitor",
    offer: (who) => `${who} is waiting for you`,
    ring: (who) => `${who} is waiting for anybody`,
    unanswered: (who) => `Nobody answers: ${who} is waiting`,
    unkept: (who) => `A promise was not kept: ${who}`,
    unresolved: (who) => `Not resolved in time: ${who}`,
    promised: (who) => `Your promise is due soon: ${who}`,
    onlyGreeted: (who) => `${who} was greeted and has no answer yet`,
    left: (length) => `${length} left`,
    late: (length) => `${length} late`,
  },
  ru: {
    visitor: "Посетитель",
    offer: (who) => `${who} ждёт вас`,
    ring: (who) => `${who} ждёт любого из вас`,
    unanswered: (who) => `Никто не отвечает: ${who} ждёт`,
    unkept: (who) => `Обещание не сдержано: ${who}`,
    unresolved: (who) => `Не решено вовремя: ${who}`,
    promised: (who) => `Скоро срок вашего обещания: ${who}`,
    onlyGreeted: (who) => `После приветствия ответа всё нет: ${who}`,
    left: (length) => `Осталось: ${length}`,
    late: (length) => `Опоздание: ${length}`,
  },
  uk: {
    visitor: "Відвідувач",
    offer: (who) => `${who} чекає на вас`,
    ring: (who) => `${who} чекає на будь-кого з вас`,
    unanswered: (who) => `Ніхто не відповідає: ${who} чекає`,
    unkept: (who) => `Обіцянку не дотримано: ${who}`,
    unresolved: (who) => `Не вирішено вчасно: ${who}`,
    promised: (who) => `Скоро термін вашої обіцянки: ${who}`,
    onlyGreeted: (who) => `Після вітання відповіді ще немає: ${who}`,
    left: (length) => `Лишилося: ${length}`,
    late: (length) => `Запізнення: ${length}`,
  },
}

/** What an agent reads of somebody who waits: who, how long still, and the beginning of what they said. */
export function alertOf(occasion: Occasion, conversationId: string, wanted: string): PushAlert {
  const locale = localeOf(wanted)
  const words = WORDS[locale]
  const { leftMs, said } = occasion
  const length = lengthOf(Math.abs(leftMs), locale)
  const body = [leftMs >= 0 ? words.left(length) : words.late(length), firstLine(said)].filter(Boolean).join("\n")
  return { conversationId, locale, title: titleOf(occasion, words), body }
}

/** The language of a browser's tag, such as uk-UA; English where we do not speak it. */
function localeOf(tag: string): PushAlert["locale"] {
  const [language] = tag.toLowerCase().split("-")
  return language === "ru" || language === "uk" ? language : "en"
}

function titleOf({ why, timer, who }: Occasion, words: Words): string {
  const name = plainName(who ?? "") || words.visitor
  switch (why) {
    case "offer":
    case "ring":
      return words[why](name)
    case "remind":
      return timer === "promise" ? words.promised(name) : words.onlyGreeted(name)
    case "escalate":
      return escalated(timer, words)(name)
    default:
      return why satisfies never
  }
}

function escalated(timer: TimerKind, words: Words): (who: string) => string {
  switch (timer) {
    case "first-touch":
    case "next-reply":
      return words.unanswered
    case "answer":
      return words.onlyGreeted
    case "promise":
      return words.unkept
    case "resolution":
      return words.unresolved
    default:
      return timer satisfies never
  }
}

function lengthOf(ms: number, locale: string): string {
  if (ms < SECONDS_UNDER_MS) return inUnit(Math.floor(ms / SECOND_MS), "second", locale)
  if (ms < HOURS_FROM_MS) return inUnit(Math.floor(ms / MINUTE_MS), "minute", locale)
  return inUnit(Math.floor(ms / HOUR_MS), "hour", locale)
}

const inUnit = (count: number, unit: string, locale: string) =>
  new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count)

/** The first line that says something, cut short where it is long: between letters as people see them. */
function firstLine(said: string): string {
  const line = said.split("\n").map(plainName).find(Boolean) ?? ""
  const letters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment)
  return letters.length <= LINE_MAX_LETTERS
    ? line
    : `${letters
        .slice(0, LINE_MAX_LETTERS - 1)
        .join("")
        .trimEnd()}…`
}
