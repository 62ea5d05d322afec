import { describe, expect, test } from "vitest"
import { isGreeting, isThanks } from "./small-talk"

describe("a hollow reply", () => {
  test.each([
    "Hello, one moment",
    "Hi!",
    "Hi Vera, just a moment please.",
    "Good morning, Vera",
    "One sec, let me check this for you",
    "I'll be right with you",
    "Здравствуйте, одну минуту",
    "Добрый день! Сейчас посмотрю.",
    "Секундочку, уточню",
    "Доброго дня, Віро",
    "Хвилинку, зараз перевірю",
    "…",
  ])("%s greets, and says nothing yet", (text) => {
    expect(isGreeting(text)).toBe(true)
  })

  test.each([
    "Hello, yes, it is cheaper by a fifth",
    "Hi! Which order is it?",
    "One moment: the parcel left today",
    "We close in 5 minutes",
    "https://nightingale.example/prices",
    "Yes",
    "No",
    "Сейчас её нет в наличии",
    "Так, є",
    "Да",
    "Так",
    "Good",
  ])("%s is an answer", (text) => {
    expect(isGreeting(text)).toBe(false)
  })
})

describe("thanks", () => {
  test.each([
    "Thanks!",
    "thank you so much",
    "Great, thank you, Ana!",
    "ok thanks, bye",
    "Thanks for your help",
    "Спасибо большое!",
    "Отлично, спасибо",
    "Дякую, все зрозуміло",
    "Дуже дякую за допомогу",
  ])("%s asks nothing", (text) => {
    expect(isThanks(text)).toBe(true)
  })

  test.each([
    "Thanks, and the price?",
    "Thanks but it does not work",
    "ok",
    "Great",
    "Спасибо, но не пришло",
    "Дякую, а доставка є",
    "No thanks",
    "",
  ])("%s may want an answer", (text) => {
    expect(isThanks(text)).toBe(false)
  })
})

test("a long text costs no more than its length", () => {
  const startedAt = performance.now()
  expect(isGreeting("hi ".repeat(5_000))).toBe(false)
  expect(isThanks("Hi ".repeat(5_000))).toBe(false)
  expect(isThanks("\u200b".repeat(10_000))).toBe(false)
  expect(performance.now() - startedAt).toBeLessThan(500)
})
