import { describe, expect, it } from "vitest"
import { words as en } from "./en"
import { words as ru } from "./ru"
import { clockTime, countdown, dayName, momentToCome } from "./times"
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
  it("a moment to come is never named earlier than it is", () => {
    const due = new Date(2026, 10, 23, 14, 31, 40).getTime()
    expect(momentToCome(due, noon, "ru")).toBe(clockTime(new Date(2026, 10, 23, 14, 32).getTime(), "ru"))
    expect(momentToCome(due, noon, "ru")).toBe("14:32")
  })

  it("a moment on another day names the day", () => {
    expect(momentToCome(new Date(2026, 10, 24, 9, 0).getTime(), noon, "ru")).toMatch(/^вт/)
  })

  it("days are told as people do", () => {
    const daysAgo = (days: number) => new Date(2026, 10, 23 - days, 23, 59).getTime()
    expect(dayName(daysAgo(0), noon, "en")).toBe("Today")
    expect(dayName(daysAgo(1), noon, "uk")).toBe("Учора")
    expect(dayName(daysAgo(3), noon, "ru")).toBe("Пятница, 20 ноября")
  })

  it("the ring counts minutes and seconds, then whole hours", () => {
    expect(countdown(119_001, "en")).toBe("2:00")
    expect(countdown(65_000, "en")).toBe("1:05")
    expect(countdown(-1, "en")).toBe("0:00")
    expect(countdown(2.5 * 60 * MINUTE_MS, "en")).toBe("2h")
  })
})
