import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { addOpenTime, isOpen, nextClosing, nextOpening, openTimeBetween, openTimeFrom } from "./opening-hours"
import type { OpeningHours } from "./protocol/types"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const office = (timeZone: string, from = "09:00", to = "18:00"): OpeningHours => ({
  timeZone,
  week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day <= 5 ? [{ from, to }] : [])),
  exceptions: [],
})
const at = (text: string) => Date.parse(text)

describe("opening hours by hand, in Kyiv", () => {
  const kyiv = office("Europe/Kyiv")

  test("what is written in the evening counts from the next morning", () => {
    const friday = at("2026-01-09T19:30:00+02:00")
    expect(isOpen(kyiv, friday)).toBe(false)
    expect(nextOpening(kyiv, friday)).toBe(at("2026-01-12T09:00:00+02:00"))
    expect(addOpenTime(kyiv, friday, 2 * MINUTE_MS)).toBe(at("2026-01-12T09:02:00+02:00"))
  })

  test("what is written just before closing goes on in the morning", () => {
    expect(addOpenTime(kyiv, at("2026-01-12T17:59:30+02:00"), 2 * MINUTE_MS)).toBe(at("2026-01-13T09:01:30+02:00"))
    expect(addOpenTime(kyiv, at("2026-01-12T17:58:00+02:00"), 2 * MINUTE_MS)).toBe(at("2026-01-12T18:00:00+02:00"))
  })

  test("it opens with the minute and is closed with the minute of closing", () => {
    expect(isOpen(kyiv, at("2026-01-12T08:59:59.999+02:00"))).toBe(false)
    expect(isOpen(kyiv, at("2026-01-12T09:00:00+02:00"))).toBe(true)
    expect(isOpen(kyiv, at("2026-01-12T17:59:59.999+02:00"))).toBe(true)
    expect(isOpen(kyiv, at("2026-01-12T18:00:00+02:00"))).toBe(false)
  })

  test("it closes at the end of what is open, or of what opens next, over midnight as over noon", () => {
    expect(nextClosing(kyiv, at("2026-01-12T10:00:00+02:00"))).toBe(at("2026-01-12T18:00:00+02:00"))
    expect(nextClosing(kyiv, at("2026-01-09T18:00:00+02:00"))).toBe(at("2026-01-12T18:00:00+02:00"))
    const untilMidnight = [{ from: "09:00", to: "24:00" }]
    const pastMidnight = [{ from: "00:00", to: "02:00" }]
    const week = [untilMidnight, pastMidnight, [], [], [], [], []]
    expect(nextClosing({ ...kyiv, week }, at("2026-01-12T10:00:00+02:00"))).toBe(at("2026-01-13T02:00:00+02:00"))
  })

  test("what never closes has no closing, and asking about it costs no more than about an office", () => {
    const week = kyiv.week.map(() => [{ from: "00:00", to: "24:00" }])
    const never = { ...kyiv, week }
    const monday = at("2026-01-12T10:00:00+02:00")
    expect(nextClosing(never, monday)).toBeNull()
    expect(nextClosing(null, monday)).toBeNull()
    expect(nextClosing({ ...kyiv, week: week.map(() => []) }, monday)).toBeNull()
    const startedAt = performance.now()
    for (let times = 0; times < 20; times++) addOpenTime(never, monday, 2 * MINUTE_MS)
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })

  test("the clocks go forward in March and back in October: an hour of open time stays an hour (F11)", () => {
    const nights = office("Europe/Kyiv", "01:00", "05:00")
    const week = nights.week.map(() => [{ from: "01:00", to: "05:00" }])
    const spring = at("2026-03-29T01:00:00+02:00")
    expect(addOpenTime({ ...nights, week }, spring, 2 * HOUR_MS)).toBe(spring + 2 * HOUR_MS)
    expect(openTimeBetween({ ...nights, week }, spring, spring + DAY_MS - HOUR_MS)).toBe(3 * HOUR_MS)
    const autumn = at("2026-10-25T01:00:00+03:00")
    expect(openTimeBetween({ ...nights, week }, autumn, autumn + 12 * HOUR_MS)).toBe(5 * HOUR_MS)
  })

  test("a day that ends at the very minute over which the clocks leap is not closed for it (F11)", () => {
    const saturday = { ...kyiv, week: [[], [], [], [], [], [{ from: "03:00", to: "03:00" }], []] }
    expect(isOpen(saturday, at("2026-03-28T08:00:00+02:00"))).toBe(true)
    expect(nextClosing(saturday, at("2026-03-28T08:00:00+02:00"))).toBe(at("2026-03-29T04:00:00+03:00"))
  })

  test("a leap day is a day like others", () => {
    expect(isOpen(kyiv, at("2028-02-29T12:00:00+02:00"))).toBe(true)
  })

  test("a holiday is closed, and a day with other hours has those", () => {
    const withDays: OpeningHours = {
      ...kyiv,
      exceptions: [
        { date: "2026-01-12", name: "Stocktaking", hours: [] },
        { date: "2026-01-13", name: "Short day", hours: [{ from: "12:00", to: "13:00" }] },
      ],
    }
    const monday = at("2026-01-12T10:00:00+02:00")
    expect(isOpen(withDays, monday)).toBe(false)
    expect(nextOpening(withDays, monday)).toBe(at("2026-01-13T12:00:00+02:00"))
    expect(addOpenTime(withDays, monday, 2 * HOUR_MS)).toBe(at("2026-01-14T10:00:00+02:00"))
  })

  test("hours over midnight belong to the day they begin on", () => {
    const night: OpeningHours = {
      ...kyiv,
      week: kyiv.week.map((_, day) => (day === 4 ? [{ from: "22:00", to: "02:00" }] : [])),
    }
    expect(isOpen(night, at("2026-01-10T01:30:00+02:00"))).toBe(true)
    expect(isOpen(night, at("2026-01-09T01:30:00+02:00"))).toBe(false)
  })

  test("always open and never open", () => {
    const never = { ...kyiv, week: kyiv.week.map(() => []) }
    expect([isOpen(null, 5), nextOpening(null, 5), addOpenTime(null, 5, 7)]).toEqual([true, null, 12])
    expect([isOpen(never, 5), nextOpening(never, 5), addOpenTime(never, 5, 7)]).toEqual([false, null, null])
    const always = openTimeFrom(null, 5)
    expect([always.add(6, 7), always.between(6, 9), openTimeFrom(never, 5).add(6, 7)]).toEqual([13, 3, null])
    expect(always.stretchesUntil(9)).toEqual([{ from: 5, to: Number.POSITIVE_INFINITY }])
  })

  test("what goes on over midnight is one stretch", () => {
    const untilMidnight = [{ from: "09:00", to: "24:00" }]
    const week = [untilMidnight, [{ from: "00:00", to: "02:00" }], [], [], [], [], []]
    const monday = at("2026-01-12T00:00:00+02:00")
    expect(openTimeFrom({ ...kyiv, week }, monday).stretchesUntil(monday + 3 * DAY_MS)).toEqual([
      { from: at("2026-01-12T09:00:00+02:00"), to: at("2026-01-13T02:00:00+02:00") },
    ])
  })
})

describe("opening hours against a slow, obvious walk from minute to minute", () => {
  const zones = ["Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]
  /** Around changes of the clock, a leap day and a turn of the year. */
  const starts = ["2026-03-07", "2026-03-27", "2026-10-03", "2026-10-23", "2026-10-31", "2028-02-27", "2026-12-30"]
  const WALK_MINUTES = 5 * 24 * 60

  type Wall = { date: string; time: string }
  const walls = new Map<string, Wall[]>()

  /** What the clock on the wall shows in each minute, as the browser's own formatter tells. */
  function wallsOf(timeZone: string, fromAt: number): Wall[] {
    const key = `${timeZone} ${fromAt}`
    const known = walls.get(key)
    if (known) return known
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" })
    const made = Array.from({ length: WALK_MINUTES }, (_, minute) => {
      const [date = "", time = ""] = format.format(fromAt + minute * MINUTE_MS).split(" ")
      return { date, time }
    })
    walls.set(key, made)
    return made
  }

  const nextDate = (date: string) => new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10)
  const weekday = (date: string) => (new Date(date).getUTCDay() + 6) % 7

  /** Each interval is open from the first minute that shows its start or later to the last one that shows less than its end. */
  function openMinutes(hours: OpeningHours, wall: Wall[]): boolean[] {
    const open = wall.map(() => false)
    const dates = new Set(wall.map(({ date }) => date))
    for (const date of dates) {
      const day = hours.exceptions.find((each) => each.date === date)?.hours ?? hours.week[weekday(date)] ?? []
      for (const { from, to } of day) {
        const end = to <= from ? { date: nextDate(date), time: to } : { date, time: to }
        const isFrom = (each: Wall) => each.date > date || (each.date === date && each.time >= from)
        const isBeforeEnd = (each: Wall) => each.date < end.date || (each.date === end.date && each.time < end.time)
        const first = wall.findIndex(isFrom)
        const last = wall.findLastIndex(isBeforeEnd)
        for (let minute = Math.max(0, first); first >= 0 && minute <= last; minute++) open[minute] = true
      }
    }
    return open
  }

  const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
    const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15]
    return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`
  })
  const day = fc.array(fc.record({ from: time, to: fc.oneof(time, fc.constant("24:00")) }), { maxLength: 3 })
  const cases = fc.record({
    timeZone: fc.constantFrom(...zones),
    start: fc.constantFrom(...starts),
    week: fc.array(day, { minLength: 7, maxLength: 7 }),
    exceptionIn: fc.integer({ min: 1, max: 3 }),
    exception: fc.option(day),
    minute: fc.integer({ min: 30 * 60, max: 60 * 60 }),
    targetMinutes: fc.integer({ min: 1, max: 600 }),
  })

  test("open or closed, the next opening and the due time are what the walk finds", () => {
    fc.assert(
      fc.property(cases, ({ timeZone, start, week, exceptionIn, exception, minute, targetMinutes }) => {
        const fromAt = Date.parse(`${start}T00:00:00Z`)
        const date = new Date(fromAt + exceptionIn * DAY_MS).toISOString().slice(0, 10)
        const exceptions = exception === null ? [] : [{ date, name: "", hours: exception }]
        const hours: OpeningHours = { timeZone, week, exceptions }
        const open = openMinutes(hours, wallsOf(timeZone, fromAt))
        const now = fromAt + minute * MINUTE_MS

        expect(isOpen(hours, now)).toBe(open[minute])
        const opening = open[minute] ? -1 : open.indexOf(true, minute)
        const lastWalked = fromAt + (WALK_MINUTES - DAY_MS / MINUTE_MS - 1) * MINUTE_MS
        const next = nextOpening(hours, now)
        if (opening < 0) expect(next === null || next > lastWalked).toBe(true)
        else expect(next).toBe(fromAt + opening * MINUTE_MS)

        let left = targetMinutes
        let walked = minute
        while (walked < open.length && left > 0) if (open[walked++]) left--
        const due = addOpenTime(hours, now, targetMinutes * MINUTE_MS)
        if (left === 0) {
          expect(due).toBe(fromAt + walked * MINUTE_MS)
          expect(openTimeBetween(hours, now, due ?? 0)).toBe(targetMinutes * MINUTE_MS)
        }

        const known = openTimeFrom(hours, fromAt)
        for (const _ of ["found", "known"]) expect(known.add(now, targetMinutes * MINUTE_MS)).toBe(due)
        expect(known.between(now, now + DAY_MS)).toBe(openTimeBetween(hours, now, now + DAY_MS))
        expect(known.stretchesUntil(now + 1).some(({ from, to }) => from <= now && now < to)).toBe(open[minute])
      }),
      { numRuns: 300 },
    )
  })
})
