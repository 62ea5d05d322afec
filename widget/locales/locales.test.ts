import { describe, expect, it } from "vitest"
import { words as en } from "./en"
import { words as ru } from "./ru"
import { clockTime, countdown, dayName, deadline, opening } from "./times"
import { words as uk } from "./uk"

const MINUTE_MS = 60_000
const noon = new Date(2026, 10, 23, 12, 0).getTime()

describe("numbers and their nouns", () => {
  it("English knows one and many", () => {
    expect(en.unread(1)).toBe("1 new message")
    expect(en.unread(2)).toBe("2 new messages")
    expect(en.within(MINUTE_MS)).toBe("A person answers within 1 minute")
  })

  it("Russian knows one, few and many, also beyond twenty", () => {
    expect([1, 2, 5, 11, 21, 22].map(ru.unread)).toEqual([
      "1 новое сообщение",
      "2 новых сообщения",
      "5 новых сообщений",
      "11 новых сообщений",
      "21 новое сообщение",
      "22 новых сообщения",
    ])
    expect(ru.within(21 * MINUTE_MS)).toBe("Человек ответит в течение 21 минуты")
    expect(ru.within(2 * MINUTE_MS)).toBe("Человек ответит в течение 2 минут")
  })

  it("Ukrainian knows one, few and many", () => {
    expect([1, 3, 5].map(uk.unread)).toEqual(["1 нове повідомлення", "3 нові повідомлення", "5 нових повідомлень"])
    expect(uk.within(2 * MINUTE_MS)).toBe("Людина відповість протягом 2 хвилин")
    expect(uk.within(90 * MINUTE_MS)).toBe("Людина відповість протягом 2 годин")
  })

  it("a promise is rounded up, never down", () => {
    expect(en.within(90_000)).toBe("A person answers within 2 minutes")
    expect(en.within(4_001)).toBe("A person answers within 5 seconds")
  })
})

it("every language says everything, and says it differently", () => {
  const keys = Object.keys(en).filter((key) => key !== "tag") as (keyof typeof en)[]
  for (const key of keys) {
    const said = [en, ru, uk].map((words) => String(words[key]))
    expect(said.every((text) => text.length > 1)).toBe(true)
    expect(said[1], key).not.toBe(said[0])
    expect(said[2], key).not.toBe(said[0])
  }
})

describe("times", () => {
  const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime()
  const dayOf = (due: number, saidAt: number, now = saidAt) => deadline(due, en, { now, saidAt }).day
  const promised = (due: number, saidAt = noon) =>
    [en, ru, uk].map((words) => words.by(deadline(due, words, { now: saidAt, saidAt }), "Ana"))

  it("a time is promised to the minute, never earlier than it is", () => {
    expect(deadline(at(23, 14, 31) + 40_000, ru, { now: noon, saidAt: noon })).toEqual({ time: "14:32", day: null })
  })

  it("a time on another day is promised with its day, as each language says it", () => {
    expect(promised(at(24, 15))).toEqual([
      `Ana will answer by ${clockTime(at(24, 15), "en")} tomorrow`,
      "Ana ответит завтра до 15:00",
      "Ana відповість завтра до 15:00",
    ])
    expect(promised(at(27, 15)).slice(1)).toEqual([
      "Ana ответит в пятницу до 15:00",
      "Ana відповість у пʼятницю до 15:00",
    ])
    expect(promised(at(23 + 15, 15)).slice(1)).toEqual([
      "Ana ответит 8 декабря до 15:00",
      "Ana відповість 8 грудня до 15:00",
    ])
    expect(promised(at(25, 15))[0]).toMatch(/ on Wednesday$/)
  })

  it.each([
    [23, "в понедельник", "у понеділок"],
    [24, "во вторник", "у вівторок"],
    [25, "в среду", "у середу"],
    [26, "в четверг", "у четвер"],
    [28, "в субботу", "у суботу"],
    [29, "в воскресенье", "у неділю"],
  ])("a weekday stands in the case that goes with it (%i November)", (day, russian, ukrainian) => {
    const [, inRussian, inUkrainian] = promised(at(day, 15), at(day - 2, 9))
    expect(inRussian).toContain(russian)
    expect(inUkrainian).toContain(ukrainian)
  })

  it("a few minutes after midnight are not tomorrow, and midnight is the end of a day", () => {
    expect(dayOf(at(24, 0, 1), at(23, 23, 59))).toBeNull()
    expect(dayOf(at(24, 0), noon)).toBeNull()
    expect(dayOf(at(25, 0), noon)).toBe("tomorrow")
    expect(opening(at(28, 0), ru, noon).day).toBe("в субботу")
  })

  it("what was promised yesterday for tomorrow is not promised for tomorrow today", () => {
    expect(dayOf(at(24, 15), noon, at(24, 9))).toBe("on Tuesday")
    expect(dayOf(at(23, 15), noon, at(24, 9))).toBeNull()
  })

  it("an opening is told with its day", () => {
    expect([ru, uk].map((words) => words.closed(opening(at(24, 11), words, noon)))).toEqual([
      "Мы откроемся завтра в 11:00, и человек вам ответит. Напишите сейчас",
      "Ми відчинимося завтра об 11:00, і людина вам відповість. Напишіть зараз",
    ])
  })

  it("days are told as people do", () => {
    const daysAgo = (days: number) => new Date(2026, 10, 23 - days, 23, 59).getTime()
    expect(dayName(daysAgo(0), noon, "en")).toBe("Today")
    expect(dayName(daysAgo(1), noon, "uk")).toBe("Учора")
    expect(dayName(daysAgo(3), noon, "ru")).toBe("Пятница, 20 ноября")
  })

  it("the ring counts minutes and seconds, then whole hours, then whole days", () => {
    expect(countdown(119_001, "en")).toBe("2:00")
    expect(countdown(65_000, "en")).toBe("1:05")
    expect(countdown(-1, "en")).toBe("0:00")
    expect(countdown(2.5 * 60 * MINUTE_MS, "en")).toBe("2h")
    expect(countdown(76 * 60 * MINUTE_MS, "en")).toBe("3d")
  })
})
