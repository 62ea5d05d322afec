import { expect, test } from "vitest"
import type { OpeningHours } from "../../../shared/protocol/types"
import { isRight, wrongWith } from "./hours-wrong"

type Day = OpeningHours["week"][number]

const inWeek = (days: Record<number, Day>, exceptions: OpeningHours["exceptions"] = []) =>
  wrongWith({ timeZone: "Europe/Kyiv", week: [0, 1, 2, 3, 4, 5, 6].map((day) => days[day] ?? []), exceptions })
const hours = (from: string, to: string) => ({ from, to })

test("hours that touch are right, whole days in a row too", () => {
  const wholeWeek = Array.from({ length: 7 }, () => [hours("00:00", "24:00")])
  expect(isRight(inWeek({ 0: [hours("09:00", "13:00"), hours("13:00", "18:00")] }))).toBe(true)
  expect(isRight(inWeek(wholeWeek))).toBe(true)
})

test("of two hours that overlap the later ones are wrong, in whichever order they were entered", () => {
  expect(inWeek({ 0: [hours("09:00", "13:00"), hours("12:59", "18:00")] }).week[0]).toEqual([null, "overlap"])
  expect(inWeek({ 0: [hours("12:59", "18:00"), hours("09:00", "13:00")] }).week[0]).toEqual(["overlap", null])
  expect(inWeek({ 0: [hours("09:00", "13:00"), hours("09:00", "13:00")] }).week[0]).toEqual([null, "overlap"])
})

test("a night that runs into the next day's hours makes those wrong, from Sunday into Monday too", () => {
  const night = [hours("22:00", "09:30")]
  const morning = [hours("09:00", "18:00")]
  expect(inWeek({ 0: night, 1: morning }).week.slice(0, 2)).toEqual([[null], ["overlap"]])
  expect(inWeek({ 6: night, 0: morning }).week[0]).toEqual(["overlap"])
})

test("hours need both their times and a length", () => {
  expect(inWeek({ 2: [hours("", "18:00"), hours("19:00", "19:00")] }).week[2]).toEqual(["missing", "same"])
})

test("a dated day needs a date that no day before it has, and is not measured against the week", () => {
  const day = (date: string, ...own: Day) => ({ date, name: "", hours: own })
  const days = [day("2026-12-24", hours("09:00", "12:00")), day("2026-12-24"), day("")]
  expect(inWeek({ 3: [hours("09:00", "18:00")] }, days).exceptions).toEqual([
    { date: null, hours: [null] },
    { date: "there", hours: [] },
    { date: "missing", hours: [] },
  ])
})
