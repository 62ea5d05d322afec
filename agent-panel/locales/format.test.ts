// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest"
import { wordsReady } from "."
import { chooseLocale } from "./dictionary"
import { clockText, lengthInWords, ringText } from "./format"
import { plural } from "./plural"

afterEach(() => chooseLocale("en"))

test.each([
  [96_000, "1:36"],
  [59_001, "1:00"],
  [42_000, "42"],
  [0, "0"],
  [-42_000, "+42"],
  [-61_000, "+1m"],
  [36 * 60_000, "36m"],
  [5 * 3_600_000, "5h"],
  [3 * 86_400_000, "3d"],
])("a ring with %i ms left says %s", (leftMs, text) => {
  expect(ringText(leftMs)).toBe(text)
  expect(ringText(leftMs).length).toBeLessThanOrEqual(4)
})

test("a countdown beside words keeps its seconds up to an hour", () => {
  expect(clockText(36 * 60_000 + 5_000)).toBe("36:05")
})

test("hours and days beside words are written as the language does", async () => {
  expect([clockText(16 * 3_600_000), clockText(3 * 86_400_000)]).toEqual(["16 hr", "3 days"])
  chooseLocale("ru")
  await wordsReady()
  expect(clockText(16 * 3_600_000)).toMatch(/^16\sч$/)
  chooseLocale("uk")
  await wordsReady()
  expect(clockText(16 * 3_600_000)).toMatch(/^16\sгод$/)
})

test("lengths of time are said in the language of the panel", async () => {
  expect(lengthInWords(96_000)).toBe("1 minute 36 seconds")
  chooseLocale("uk")
  await wordsReady()
  expect(lengthInWords(96_000)).toBe("1 хвилина 36 секунд")
})

test("Slavic numbers take the form that goes with them", () => {
  const forms = { one: "розмова", few: "розмови", many: "розмов", other: "розмови" }
  expect([1, 2, 5, 11, 21, 22].map((count) => plural("uk", count, forms))).toEqual([
    "розмова",
    "розмови",
    "розмов",
    "розмов",
    "розмова",
    "розмови",
  ])
})
