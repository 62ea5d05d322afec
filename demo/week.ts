import { type Chance, createChance } from "../shared/chance"
import { GUESTS, type Guest, VERA, VIKTOR } from "./cast"
import { type Course, type Step, type Story, tell } from "./story"

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const DAYS = 7

/** How many begin to write in each hour of a day: quiet mornings, a lunch peak, a second one after work, a few at night. */
const BEGIN_IN_HOUR: Record<number, number> = {
  1: 0.3,
  8: 0.5,
  9: 1,
  10: 1.3,
  11: 1.7,
  12: 3.6,
  13: 3.4,
  14: 1.6,
  15: 1.2,
  16: 1.3,
  17: 1.6,
  18: 2,
  19: 1.4,
  20: 1,
  21: 0.7,
  22: 0.4,
}

/** When so many write that some wait too long. */
const isRush = (hour: number) => hour === 12 || hour === 13

/** When nobody is in the shop. */
const isNight = (hour: number) => hour < 8 || hour >= 22

/** A believable week at Nightingale Books, up to this very minute: the same one for the same `now`. */
export function week(now: number): Story[] {
  const chance = createChance(1987)
  const past = pastCourses(chance, now)
  const stories: Story[] = []
  for (const course of [...past, ...rightNow(chance, now, past)]) stories.push(tell(chance, course, stories))
  return stories.map(({ steps, ...story }) => ({
    ...story,
    steps: steps.map(toTheMillisecond).filter(({ at }) => at <= now),
  }))
}

const toTheMillisecond = (step: Step): Step => ({ ...step, at: Math.floor(step.at) })

/** Everybody's next conversation begins after the last one was over. */
const LONGEST_STORY_MS = 90 * MINUTE_MS

function pastCourses(chance: Chance, now: number): Course[] {
  const free = new Map(GUESTS.map((guest) => [guest, 0]))
  const until = now - LONGEST_STORY_MS
  return beginnings(chance, now - DAYS * DAY_MS, until).flatMap((startsAt) => {
    const guests = GUESTS.filter((guest) => isRegular(guest) && (free.get(guest) ?? 0) < startsAt)
    if (guests.length === 0) return []
    const course = pastCourse(chance, now, chance.oneOf(guests), startsAt)
    // What is not resolved is still open, and who asked does not begin another.
    free.set(course.guest, course.ends === "resolved" ? startsAt + course.firstAnswerAfterMs + LONGEST_STORY_MS : now)
    return [course]
  })
}

/** Vera and Viktor come today only: every story needs them new. */
const isRegular = (guest: Guest) => guest !== VERA && guest !== VIKTOR

function beginnings(chance: Chance, from: number, until: number): number[] {
  const moments: number[] = []
  for (let hour = Math.ceil(from / HOUR_MS) * HOUR_MS; hour < until; hour += HOUR_MS) {
    const expected = BEGIN_IN_HOUR[new Date(hour).getHours()] ?? 0
    const count = Math.floor(expected) + (chance.happens(expected % 1) ? 1 : 0)
    for (let each = 0; each < count; each++) moments.push(hour + chance.between(0, HOUR_MS))
  }
  return moments.filter((at) => at < until).sort((one, other) => one - other)
}

/** The last of these are still open: the shop spoke last. */
const STILL_OPEN_FOR_MS = 1.5 * DAY_MS

function pastCourse(chance: Chance, now: number, guest: Guest, startsAt: number): Course {
  const hour = new Date(startsAt).getHours()
  const firstAnswerAfterMs = isNight(hour) ? nextMorning(chance, startsAt) : answerTime(chance, hour)
  const isForgotten = chance.happens(startsAt > now - DAY_MS ? 0.06 : 0)
  const isOpen = chance.happens(startsAt > now - STILL_OPEN_FOR_MS ? 0.15 : 0)
  const isStillWaiting = startsAt + firstAnswerAfterMs + LONGEST_STORY_MS > now
  if (isForgotten || isStillWaiting) return { guest, startsAt, firstAnswerAfterMs, ends: null }
  return { guest, startsAt, firstAnswerAfterMs, ends: isOpen ? "answered" : "resolved" }
}

/** Most are answered within the promised two minutes; in a rush a third are not. */
function answerTime(chance: Chance, hour: number): number {
  const isLate = chance.happens(isRush(hour) ? 0.34 : 0.06)
  return (isLate ? chance.between(125, 840) : chance.between(14, 112)) * SECOND_MS
}

function nextMorning(chance: Chance, startsAt: number): number {
  const morning = new Date(startsAt)
  if (morning.getHours() >= 22) morning.setDate(morning.getDate() + 1)
  morning.setHours(8, 30, 0, 0)
  return morning.getTime() - startsAt + chance.between(0, 40 * MINUTE_MS)
}

/** Who waits for a first answer at this moment, in seconds since they wrote; Viktor’s time has run out. */
const WAIT_FOR_FIRST = [9, 31, 58, 84, 102]
const VERA_WAITS = 58
const VIKTOR_WAITS = 314
/** Who was answered, wrote again and waits, in seconds since then. */
const WAIT_FOR_NEXT = [12, 47, 75]
/** Who has an answer since so many minutes, and reads. */
const READ = [4, 9, 16, 25, 38]

function rightNow(chance: Chance, now: number, past: readonly Course[]): Course[] {
  const busy = new Set(past.filter(({ ends }) => ends !== "resolved").map(({ guest }) => guest))
  const free = GUESTS.filter((guest) => isRegular(guest) && !busy.has(guest))
  const next = () => {
    const guest = chance.oneOf(free)
    free.splice(free.indexOf(guest), 1)
    return guest
  }
  const ago = (seconds: number) => now - seconds * SECOND_MS
  return [
    { guest: VIKTOR, startsAt: ago(VIKTOR_WAITS), firstAnswerAfterMs: 0, ends: null },
    ...WAIT_FOR_FIRST.map((seconds) => ({
      guest: seconds === VERA_WAITS ? VERA : next(),
      startsAt: ago(seconds),
      firstAnswerAfterMs: 0,
      ends: null,
    })),
    ...WAIT_FOR_NEXT.map((seconds) => ({
      guest: next(),
      startsAt: ago(600),
      firstAnswerAfterMs: chance.between(20, 100) * SECOND_MS,
      ends: "waiting" as const,
      endsAt: ago(seconds),
    })),
    ...READ.map((minutes) => ({
      guest: next(),
      startsAt: ago(minutes * 60 + 120),
      firstAnswerAfterMs: chance.between(20, 100) * SECOND_MS,
      ends: "answered" as const,
    })),
  ]
}
