import { afterAll, beforeAll, expect, test } from "vitest"
import { USUAL_LADDER } from "../../../shared/ladder"
import type { OpeningHours, Output } from "../../../shared/protocol/types"
import type { CrewMember } from "../../../shared/simulator/course"
import { createTrial, type Week } from "../../../shared/simulator/simulate"
import { syntheticWeek } from "../../../shared/simulator/synthetic-week"
import type { Rules } from "../../../shared/simulator/wait"
import { startTestServer, type TestServer } from "../../testing/kit"
import { hire } from "../../testing/live-week/hire"
import { type AtLine, liveThrough } from "../../testing/live-week/live-week"
import { createTestClock } from "../../testing/test-clock"

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const DAY_MS = 86_400_000

/** The week in which the clocks go forward in Kyiv, from its Monday's midnight on. */
const MONDAY = Date.parse("2026-03-23T00:00:00+02:00")
const DAYS = [0, 1, 2, 3, 4, 5, 6].map((day) => MONDAY + day * DAY_MS)
const CONVERSATIONS = 1_580

const WEEKDAY = [{ from: "09:00", to: "20:00" }]
const SUNDAY = [{ from: "11:00", to: "17:00" }]
const HOURS: OpeningHours = {
  timeZone: "Europe/Kyiv",
  week: [WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, SUNDAY],
  exceptions: [{ date: "2026-03-25", name: "Stocktaking", hours: [{ from: "12:00", to: "20:00" }] }],
}
const RULES: Rules = { targetMs: 2 * MINUTE_MS, hours: HOURS, ladder: USUAL_LADDER, renewMs: 10 * MINUTE_MS }

/** Dora is seldom at her desk: what she is offered she misses, until she is set away for it. */
const PEOPLE = [
  { name: "Ana", capacity: 3, acceptMs: 4 * SECOND_MS },
  { name: "Bo", capacity: 2, acceptMs: 9 * SECOND_MS },
  { name: "Iryna", capacity: 4, acceptMs: 6 * SECOND_MS },
  { name: "Dora", capacity: 2, acceptMs: 50 * SECOND_MS },
]

const WEEK: Week = {
  arrivals: syntheticWeek({ days: DAYS, conversations: CONVERSATIONS, seed: 1580 }),
  from: MONDAY,
  // A day more, so that whoever wrote on Sunday night has an answer.
  until: MONDAY + 8 * DAY_MS,
}

type Ending = { dueAt: number | null; repliedAt: number | null; kept: boolean | null }

let server: TestServer
let crew: AtLine[]
let lived: Ending[]
let traffic: Output<"traffic.list">["arrivals"]

beforeAll(async () => {
  server = await startTestServer({ clock: createTestClock(MONDAY) })
  const hired = await hire(server, PEOPLE, createTrial(WEEK, RULES).openTime.stretchesUntil(WEEK.until))
  crew = hired.crew
  const targets = { firstTouchMs: RULES.targetMs, nextReplyMs: RULES.targetMs, answerMs: 20 * MINUTE_MS }
  await hired.owner.call("policy.save", { targets, hours: HOURS, renewMs: RULES.renewMs })
  const ids = await liveThrough(server, WEEK, crew)
  traffic = (await hired.owner.call("traffic.list", { from: WEEK.from, until: WEEK.until })).arrivals
  const timers = await server.server.store.reads
    .selectFrom("timer")
    .select(["conversationId", "dueAt", "stoppedAt"])
    .where("kind", "=", "first-touch")
    .execute()
  const byId = new Map(timers.map((timer) => [timer.conversationId, timer]))
  lived = ids.map((id, number) => ({
    dueAt: byId.get(id)?.dueAt ?? null,
    repliedAt: byId.get(id)?.stoppedAt ?? null,
    kept: traffic[number]?.kept ?? null,
  }))
}, 300_000)
afterAll(() => server.stop())

function predicted(rules: Rules, people: readonly CrewMember[], week = WEEK): Ending[] {
  return createTrial(week, rules)
    .run(people)
    .map(({ wait, repliedAt, state }) => ({ dueAt: wait?.dueAt ?? null, repliedAt, kept: state === "met" }))
}

const differing = (one: readonly Ending[], other: readonly Ending[]) =>
  one.flatMap((ending, number) => {
    const { dueAt, repliedAt, kept } = other[number] ?? {}
    const isSame = ending.dueAt === dueAt && ending.repliedAt === repliedAt && ending.kept === kept
    return isSame ? [] : [{ number, ...ending, instead: other[number] }]
  })

const keptOf = (endings: readonly Ending[]) => endings.filter(({ kept }) => kept).length

test("a week of 1,580 conversations on the real server is kept and missed as the simulator predicts, to the conversation", () => {
  const endings = predicted(RULES, crew)
  expect(differing(endings, lived)).toEqual([])
  expect(keptOf(lived)).toBe(keptOf(endings))
  expect(lived).toHaveLength(CONVERSATIONS)
})

test("it is a hard week: a good share is missed, everybody has an answer in the end, and somebody is set away", async () => {
  const missed = lived.filter(({ kept }) => kept === false).length
  expect(missed).toBeGreaterThan(CONVERSATIONS * 0.15)
  expect(missed).toBeLessThan(CONVERSATIONS * 0.6)
  expect(lived.every(({ repliedAt }) => repliedAt !== null)).toBe(true)
  const { reads } = server.server.store
  const outcomes = await reads.selectFrom("offer").select("outcome").distinct().execute()
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(
    expect.arrayContaining(["accepted", "missed", "withdrawn", "away"]),
  )
  const reasons = await reads.selectFrom("offer").select("reason").distinct().execute()
  expect(reasons.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining(["first", "missed", "silent", "room", "ring", "overdue"]),
  )
})

test("what is listed of it is what the simulator lived through: replayed, it is the same week", () => {
  const replayed = traffic.map(({ at, replyMs, handleMs }) => ({ at, replyMs: replyMs ?? 0, handleMs: handleMs ?? 0 }))
  expect(replayed).toEqual(WEEK.arrivals)
})

test.each<[string, Partial<Rules>, (member: CrewMember) => CrewMember]>([
  ["a second more to accept", {}, (member) => ({ ...member, acceptMs: member.acceptMs + SECOND_MS })],
  ["one place more for each", {}, (member) => ({ ...member, capacity: member.capacity + 1 })],
  [
    "a ladder that asks one agent only",
    { ladder: USUAL_LADDER.filter(({ at }) => !("share" in at && at.share === 0.25)) },
    same,
  ],
  ["a ladder that never rings the team", { ladder: USUAL_LADDER.filter(({ do: does }) => does !== "ring") }, same],
  ["ten seconds more of a target", { targetMs: RULES.targetMs + 10 * SECOND_MS }, same],
  ["no exception on Wednesday", { hours: { ...HOURS, exceptions: [] } }, same],
  ["no promise after a miss", { renewMs: null }, same],
])("a simulator with %s would not agree", (_, rules, change) => {
  const endings = predicted({ ...RULES, ...rules }, crew.map(change))
  expect(differing(endings, lived).length).toBeGreaterThan(0)
})

function same(member: CrewMember): CrewMember {
  return member
}
