import type { OpeningHours } from "../../../shared/protocol/types"
import type { Hours, OtherDay } from "../../state/settings-hours"
import { DAY_MINUTES, inMinutes } from "./hours-minutes"

export type WrongHours = "missing" | "same" | "overlap"
export type WrongDate = "missing" | "there"

/** What is wrong where, in the shape of the hours themselves; null where nothing is. */
export type Wrong = {
  week: (WrongHours | null)[][]
  exceptions: { date: WrongDate | null; hours: (WrongHours | null)[] }[]
}

export function wrongWith({ week, exceptions }: OpeningHours): Wrong {
  return {
    week: wrongInDays(week),
    exceptions: exceptions.map((day, index) => ({
      date: wrongDate(day, exceptions.slice(0, index)),
      hours: wrongInDays([day.hours])[0] ?? [],
    })),
  }
}

export function isRight({ week, exceptions }: Wrong): boolean {
  const hours = [...week, ...exceptions.map((day) => day.hours)].flat()
  return hours.every((wrong) => wrong === null) && exceptions.every(({ date }) => date === null)
}

function wrongDate({ date }: OtherDay, before: readonly OtherDay[]): WrongDate | null {
  if (date === "") return "missing"
  return before.some((other) => other.date === date) ? "there" : null
}

type Placed = { from: number; to: number; order: number }

const WEEK_MINUTES = 7 * DAY_MINUTES

/** Days that follow each other; of two hours that overlap, the later ones are wrong. */
function wrongInDays(days: readonly (readonly Hours[])[]): (WrongHours | null)[][] {
  const all = days.flatMap((day, index) => day.map((hours, place) => placed(hours, index, place)))
  return days.map((day, index) =>
    day.map((hours, place) => {
      const own = placed(hours, index, place)
      if (own === null) return "missing"
      if (hours.from === hours.to) return "same"
      return all.some((other) => other !== null && runsInto(other, own)) ? "overlap" : null
    }),
  )
}

function placed(hours: Hours, day: number, place: number): Placed | null {
  const span = inMinutes(hours)
  if (span === null) return null
  const midnight = day * DAY_MINUTES
  return { from: midnight + span.from, to: midnight + span.to, order: day * DAY_MINUTES + place }
}

/** Sunday's night runs into Monday, so each is looked at where it stands and where it stood a week before. */
function runsInto(other: Placed, own: Placed): boolean {
  if (other.order === own.order) return false
  const isBefore = other.from < own.from || (other.from === own.from && other.order < own.order)
  return (isBefore && other.to > own.from) || other.to - WEEK_MINUTES > own.from
}
