import { type OpenTime, openTimeFrom, type Stretch } from "../opening-hours"
import type { CrewMember } from "./course"
import type { Week } from "./simulate"

/** How many people there are, alike, whenever the site is open. */
export type Staff = { agents: number; capacity: number }

/** Hours of a day in which there is one more, from one to another: 12 and 14 are the two hours after noon. */
export type HourRange = { from: number; to: number }

/** Whoever looks at their screen takes what they are asked to take within this. */
const ACCEPT_MS = 5_000

export function crewOf({ agents, capacity }: Staff, onDuty: CrewMember["onDuty"]): CrewMember[] {
  return Array.from({ length: agents }, (_, index) => member(index, capacity, onDuty))
}

/** One more of them, for some hours of each day in which the site is open. */
export function withOneMore(crew: readonly CrewMember[], onDuty: CrewMember["onDuty"]): CrewMember[] {
  return [...crew, member(crew.length, crew[0]?.capacity ?? 1, onDuty)]
}

/** Who is asked first where nothing else tells goes by ids, so that these are in their order. */
function member(index: number, capacity: number, onDuty: CrewMember["onDuty"]): CrewMember {
  return { id: String(index).padStart(4, "0"), capacity, acceptMs: ACCEPT_MS, onDuty }
}

/** When somebody is there who comes for some hours of each day, as long as the site is open. */
export function dutyWithin(openTime: OpenTime, { from, to }: HourRange, timeZone: string, week: Week): Stretch[] {
  const hours = [{ from: clock(from), to: clock(to) }]
  const daily = openTimeFrom({ timeZone, week: Array(7).fill(hours), exceptions: [] }, week.from)
  return overlap(openTime.stretchesUntil(week.until), daily.stretchesUntil(week.until))
}

const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`

function overlap(ones: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return ones.flatMap((one) =>
    others
      .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
      .filter(({ from, to }) => from < to),
  )
}
