import { signal } from "@preact/signals"
import { Temporal } from "temporal-polyfill"
import type { Agent, OpeningHours, Policy } from "../../../shared/protocol/types"
import type { Question } from "../../../shared/simulator/reckon"
import { syntheticWeek } from "../../../shared/simulator/synthetic-week"
import { officeHours, ownTimeZone } from "../settings-hours"
import type { LastWeek } from "./traffic"

export type Source = "last-week" | "made-up"
export type TriedHours = "as-set" | "always" | "office"

/** What is tried: whose week, and under which settings. */
export type Tried = {
  source: Source
  /** How many write on a day of a made-up week. */
  chatsADay: number
  policyId: string
  targetMs: number
  hours: TriedHours
  agents: number
  capacity: number
}

/** What is tried at the moment; null before anything is. It stays while other screens are looked at. */
export const tried = signal<Tried | null>(null)

export function tryOut(change: Partial<Tried>): void {
  if (tried.value) tried.value = { ...tried.value, ...change }
}

const USUAL_TARGET_MS = 120_000
const USUAL_CHATS_A_DAY = 40

/** The settings as they are: whatever is tried begins here. */
export function asItIs(policy: Policy, colleagues: readonly Agent[], source: Source): Tried {
  const answering = colleagues.filter(({ capacity }) => capacity > 0)
  return {
    source,
    chatsADay: USUAL_CHATS_A_DAY,
    policyId: policy.id,
    targetMs: policy.targets.firstTouchMs ?? USUAL_TARGET_MS,
    hours: "as-set",
    agents: Math.max(1, answering.length),
    capacity: middle(answering.map(({ capacity }) => capacity)) ?? 1,
  }
}

function middle(numbers: readonly number[]): number | undefined {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]
}

const DAYS = [0, 1, 2, 3, 4, 5, 6]
const DAY_MS = 86_400_000
/** The same week each time, so that what differs comes from what is tried. */
const SEED = 40

/** What the simulator is asked: a week, settings and people. */
export function questionOf(what: Tried, policy: Policy, week: LastWeek | null, now: number): Question {
  const timeZone = policy.hours?.timeZone ?? ownTimeZone()
  return {
    timeZone,
    week: what.source === "last-week" && week ? replayed(week) : madeUp(what, timeZone, now),
    rules: {
      targetMs: what.targetMs,
      hours: hoursTried(what.hours, policy.hours, timeZone),
      ladder: policy.ladder,
      renewMs: policy.renewMs,
    },
    staff: { agents: what.agents, capacity: what.capacity },
  }
}

/** A day more, so that whoever wrote last has an answer. */
const replayed = ({ arrivals, from, until }: LastWeek) => ({ arrivals, from, until: until + DAY_MS })

/** The whole week before this one, from its Monday's midnight on. */
function madeUp({ chatsADay }: Tried, timeZone: string, now: number): Question["week"] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).startOfDay()
  const monday = today.subtract({ days: today.dayOfWeek - 1 + DAYS.length })
  const days = DAYS.map((day) => monday.add({ days: day }).epochMilliseconds)
  const conversations = chatsADay * DAYS.length
  return {
    arrivals: syntheticWeek({ days, conversations, seed: SEED }),
    from: monday.epochMilliseconds,
    until: monday.add({ days: DAYS.length + 1 }).epochMilliseconds,
  }
}

function hoursTried(hours: TriedHours, asSet: OpeningHours | null, timeZone: string): OpeningHours | null {
  if (hours === "always") return null
  return hours === "office" ? officeHours(timeZone) : asSet
}
