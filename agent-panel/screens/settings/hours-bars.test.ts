import { expect, test } from "vitest"
import { type Bar, barsOf } from "./hours-bars"

const CLOSED: never[] = []
const week = (monday: { from: string; to: string }[], sunday: { from: string; to: string }[] = []) => [
  monday,
  CLOSED,
  CLOSED,
  CLOSED,
  CLOSED,
  CLOSED,
  sunday,
]
const bar = (start: number, end: number, cut: Partial<Bar> = {}): Bar => ({
  start: start / 24,
  end: end / 24,
  fromBefore: false,
  goesOn: false,
  ...cut,
})

test("a day is drawn in shares of 24 hours", () => {
  expect(barsOf(week([{ from: "09:00", to: "18:00" }]), 0)).toEqual([bar(9, 18)])
  expect(barsOf(week([{ from: "00:00", to: "24:00" }]), 0)).toEqual([bar(0, 24)])
  expect(barsOf(week([{ from: "09:00", to: "18:00" }]), 1)).toEqual([])
})

test("hours over midnight are drawn on into the next day, from Sunday into Monday", () => {
  const night = [{ from: "22:00", to: "02:00" }]
  expect(barsOf(week(night), 0)).toEqual([bar(22, 24, { goesOn: true })])
  expect(barsOf(week(night), 1)).toEqual([bar(0, 2, { fromBefore: true })])
  expect(barsOf(week([], night), 0)).toEqual([bar(0, 2, { fromBefore: true })])
})

test("hours until midnight leave nothing for the next day", () => {
  for (const to of ["24:00", "00:00"]) expect(barsOf(week([{ from: "22:00", to }]), 1)).toEqual([])
})

test("what is not entered yet, or ends when it begins, is not drawn", () => {
  expect(
    barsOf(
      week([
        { from: "09:00", to: "" },
        { from: "09:00", to: "09:00" },
      ]),
      0,
    ),
  ).toEqual([])
})
