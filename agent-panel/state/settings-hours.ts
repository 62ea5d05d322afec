import type { Temporal } from "temporal-polyfill"
import type { OpeningHours } from "../../shared/protocol/types"

/** From a time of day to another. In a form a time that is not entered yet is empty. */
export type Hours = OpeningHours["week"][number][number]
/** A dated day on which it is otherwise. */
export type OtherDay = OpeningHours["exceptions"][number]

/** How a day's end is written where an interval ends with the day. */
export const END_OF_DAY = "24:00"

const OFFICE: Hours = { from: "09:00", to: "18:00" }

export const ownTimeZone = () => ofToday(Intl.DateTimeFormat().resolvedOptions().timeZone)

/** All zones that this browser knows, by name. */
export const timeZones = () => [...Intl.supportedValuesOf("timeZone").map(ofToday), "UTC"]

/** Browsers keep the first name that a zone ever had; people expect the one that its city has now. */
const RENAMED: Readonly<Record<string, string>> = {
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Europe/Kiev": "Europe/Kyiv",
}

const ofToday = (name: string) => RENAMED[name] ?? name

/** What an owner begins with: Monday to Friday, as most offices are open. */
export function officeHours(timeZone: string): OpeningHours {
  return { timeZone, week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day <= 5 ? [OFFICE] : [])), exceptions: [] }
}

/** The same hours in one order and one way of writing, so that those that mean the same are equal. */
export function inOrder({ timeZone, week, exceptions }: OpeningHours): OpeningHours {
  const days = exceptions.map(({ date, name, hours }) => ({ date, name: name.trim(), hours: dayInOrder(hours) }))
  return { timeZone, week: week.map(dayInOrder), exceptions: days.sort((one, other) => compare(one.date, other.date)) }
}

function dayInOrder(day: readonly Hours[]): Hours[] {
  return day
    .map(({ from, to }) => ({ from, to: to === "00:00" ? END_OF_DAY : to }))
    .sort((one, other) => compare(one.from, other.from))
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other))

/** Hours to add to a day: an hour after those that are there; empty where the day has no room for them. */
export function furtherHours(day: readonly Hours[]): Hours {
  if (day.length === 0) return OFFICE
  const lastHour = Math.max(...day.map(({ from, to }) => (to <= from ? 24 : Number.parseInt(to, 10))))
  const from = lastHour + 1
  if (!(from < 23)) return { from: "", to: "" }
  return { from: clock(from), to: clock(Math.max(from + 1, 18)) }
}

const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`

/** A week whose Tuesday to Friday have Monday's hours. */
export function likeMonday(week: readonly Hours[][]): Hours[][] {
  const [monday = []] = week
  return week.map((day, index) => (index <= 4 ? monday : day))
}

/** A day to begin with: the first from tomorrow on that is not in the list, closed. */
export function furtherDay(today: Temporal.PlainDate, days: readonly OtherDay[]): OtherDay {
  let date = today.add({ days: 1 })
  while (days.some((day) => day.date === date.toString())) date = date.add({ days: 1 })
  return { date: date.toString(), name: "", hours: [] }
}
