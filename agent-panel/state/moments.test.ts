import { describe, expect, test } from "vitest"
import { fieldOf, momentIn, promiseMoments, snoozeMoments } from "./moments"

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime()
/** The 23rd of November 2026 is a Monday, the 29th a Sunday. */
const MONDAY = 23
const SUNDAY = 29

describe("the moments one may promise", () => {
  test("are soon, in an hour, at five and tomorrow at ten", () => {
    expect(promiseMoments(at(MONDAY, 14, 32))).toEqual([
      { name: "quarter", at: at(MONDAY, 14, 47) },
      { name: "hour", at: at(MONDAY, 15, 32) },
      { name: "today", at: at(MONDAY, 17) },
      { name: "tomorrow", at: at(MONDAY + 1, 10) },
    ])
  })

  test("leave five o'clock out where an hour is later", () => {
    expect(promiseMoments(at(MONDAY, 16)).map(({ name }) => name)).toEqual(["quarter", "hour", "tomorrow"])
  })
})

describe("the moments until which one may snooze", () => {
  test("are later today at a round time, tomorrow morning and Monday morning", () => {
    expect(snoozeMoments(at(MONDAY, 14, 32))).toEqual([
      { name: "laterToday", at: at(MONDAY, 18) },
      { name: "tomorrowMorning", at: at(MONDAY + 1, 9) },
      { name: "nextWeek", at: at(MONDAY + 7, 9) },
    ])
  })

  test("leave today out in the evening", () => {
    expect(snoozeMoments(at(MONDAY, 19)).map(({ name }) => name)).toEqual(["tomorrowMorning", "nextWeek"])
  })

  test("do not call tomorrow next week on a Sunday", () => {
    expect(snoozeMoments(at(SUNDAY, 22)).at(-1)).toEqual({ name: "nextWeek", at: at(SUNDAY + 8, 9) })
  })
})

test("a field holds a moment to the minute, and an empty one none", () => {
  expect(fieldOf(at(MONDAY, 9, 5))).toBe("2026-11-23T09:05")
  expect(momentIn("2026-11-23T09:05")).toBe(at(MONDAY, 9, 5))
  expect(momentIn("")).toBeNull()
})
