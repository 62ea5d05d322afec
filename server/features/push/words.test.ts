import { expect, test } from "vitest"
import type { Occasion } from "./occasion"
import { alertOf } from "./words"

const occasion: Occasion = { why: "offer", timer: "first-touch", who: "Vera", said: "Do you ship?", leftMs: 25_000 }
const told = (changes: Partial<Occasion> = {}, locale = "en") => alertOf({ ...occasion, ...changes }, "c", locale)

test.each([
  [0, "0 seconds left"],
  [999, "0 seconds left"],
  [1_000, "1 second left"],
  [119_999, "119 seconds left"],
  [120_000, "2 minutes left"],
  [7_199_000, "119 minutes left"],
  [7_200_000, "2 hours left"],
  [-1_000, "1 second late"],
  [-600_000, "10 minutes late"],
])("%i ms are told as %s", (leftMs, words) => {
  expect(told({ leftMs, said: "" }).body).toBe(words)
})

test.each([
  ["en", 21_000, "21 seconds left"],
  ["ru-RU", 21_000, "Осталось: 21 секунда"],
  ["ru", 22_000, "Осталось: 22 секунды"],
  ["UK", 25_000, "Лишилося: 25 секунд"],
  ["uk-UA", -180_000, "Запізнення: 3 хвилини"],
  ["ukx", 5_000, "5 seconds left"],
  ["", 5_000, "5 seconds left"],
])("in %j %i ms are told as %s", (locale, leftMs, words) => {
  expect(told({ leftMs, said: "" }, locale).body).toBe(words)
})

test.each([
  ["offer", "next-reply", "Vera is waiting for you"],
  ["ring", "first-touch", "Vera is waiting for anybody"],
  ["remind", "promise", "Your promise is due soon: Vera"],
  ["remind", "answer", "Vera was greeted and has no answer yet"],
  ["escalate", "next-reply", "Nobody answers: Vera is waiting"],
  ["escalate", "answer", "Vera was greeted and has no answer yet"],
  ["escalate", "promise", "A promise was not kept: Vera"],
  ["escalate", "resolution", "Not resolved in time: Vera"],
] as const)("%s of %s is told as %s", (why, timer, title) => {
  expect(told({ why, timer }).title).toBe(title)
})

test.each([null, "", "\u200b"])("somebody whose name is %j is a visitor", (who) => {
  expect(told({ who }).title).toBe("A visitor is waiting for you")
  expect(told({ who }, "uk").title).toBe("Відвідувач чекає на вас")
})

test("a name that turns the direction of text turns nothing (V11)", () => {
  expect(told({ who: "Support\u202e)nimda(" }).title).toBe("Support)nimda( is waiting for you")
})

test("of what was said the first line is told that says something", () => {
  expect(told({ said: "\n \n  Do you ship?\nTo Lviv." }).body).toBe("25 seconds left\nDo you ship?")
})

test("a long line is cut between letters", () => {
  const family = "👩‍👩‍👧"
  const { body } = told({ said: family.repeat(500) })
  expect(body).toBe(`25 seconds left\n${family.repeat(119)}…`)
  expect(told({ said: "a".repeat(120) }).body).toBe(`25 seconds left\n${"a".repeat(120)}`)
})
