// @vitest-environment happy-dom
import { expect, test } from "vitest"
import { ru } from "../../locales/settings.ru"
import { uk } from "../../locales/settings.uk"
import { officeHours } from "../../state/settings-hours"
import { whatFollows } from "./hours-follows"

const MINUTE_MS = 60_000
const KYIV = officeHours("Europe/Kyiv")
const MONDAY_NOON = Date.parse("2026-11-23T12:00:00+02:00")

test("a closing that is days away is named by its day, one beyond the week by its date", () => {
  const evening = Date.parse("2026-11-23T20:00:00+02:00")
  const onlySundays = { ...KYIV, week: [[], [], [], [], [], [], [{ from: "10:00", to: "12:00" }]] }
  expect(whatFollows(onlySundays, 2 * MINUTE_MS, evening)).toBe(
    "Closed now, open again at 10:00 on Sunday. Whoever writes now has an answer by 10:02 on Sunday.",
  )
  const leave = [{ date: "2026-11-29", name: "Leave", hours: [] }]
  expect(whatFollows({ ...onlySundays, exceptions: leave }, 2 * MINUTE_MS, evening)).toBe(
    "Closed now, open again at 10:00 on December 6. Whoever writes now has an answer by 10:02 on December 6.",
  )
})

test("a target shorter than a minute is still cut by closing", () => {
  expect(whatFollows(KYIV, MINUTE_MS / 2, MONDAY_NOON)).toBe(
    "Open now. Whoever writes at 17:59 has an answer by 09:00 tomorrow.",
  )
})

test("a target longer than what is ever open has no answer to promise", () => {
  const once = { ...KYIV, week: KYIV.week.map(() => []) }
  const opensOnce = { ...once, exceptions: [{ date: "2026-11-23", name: "", hours: [{ from: "09:00", to: "18:00" }] }] }
  expect(whatFollows(opensOnce, 600 * MINUTE_MS, MONDAY_NOON)).toBe("Open now.")
})

test("what never closes is open around the clock, with the week's hours or without any", () => {
  const always = { ...KYIV, week: KYIV.week.map(() => [{ from: "00:00", to: "24:00" }]) }
  const says = "Open around the clock. Whoever writes now has an answer by 12:02."
  expect(whatFollows(always, 2 * MINUTE_MS, MONDAY_NOON)).toBe(says)
})

test("Russian and Ukrainian say the day before the time", () => {
  const asks = { time: "17:59", day: null }
  const answer = { time: "09:01", day: "Monday" }
  expect(ru.hours.openNow(asks, { ...answer, day: ru.hours.onDays[0] ?? "" })).toBe(
    "Сейчас открыто. Кто напишет в 17:59, получит ответ в понедельник до 09:01.",
  )
  expect(uk.hours.openNow(asks, { ...answer, day: uk.hours.onDays[0] ?? "" })).toBe(
    "Зараз відчинено. Хто напише о 17:59, матиме відповідь у понеділок до 09:01.",
  )
})
