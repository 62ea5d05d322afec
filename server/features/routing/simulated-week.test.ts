import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { USUAL_LADDER } from "../../../shared/ladder"
import type { OpeningHours, Output, Step } from "../../../shared/protocol/types"
import type { CrewMember } from "../../../shared/simulator/course"
import { createTrial, type Week } from "../../../shared/simulator/simulate"
import { syntheticWeek } from "../../../shared/simulator/synthetic-week"
import type { Rules } from "../../../shared/simulator/wait"
import { startTestServer, type TestServer } from "../../testing/kit"
import { type Hired, hire } from "../../testing/live-week/hire"
import { type AtLine, liveThrough } from "../../testing/live-week/live-week"
import { createTestClock } from "../../testing/test-clock"

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const LONGEST_LIFE_MS = 300_000

/** The Monday of the week in which the clocks go forward in Kyiv. */
const MONDAY = Date.parse("2026-03-23T00:00:00+02:00")

const WEEKDAY = [{ from: "09:00", to: "20:00" }]
const SUNDAY = [{ from: "11:00", to: "17:00" }]
const HOURS: OpeningHours = {
  timeZone: "Europe/Kyiv",
  week: [WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, SUNDAY],
  exceptions: [{ date: "2026-03-25", name: "Stocktaking", hours: [{ from: "12:00", to: "20:00" }] }],
}

type Ending = { dueAt: number | null; repliedAt: number | null; kept: boolean | null }
type World = { week: Week; rules: Rules; people: readonly Hired[] }
type Life = { server: TestServer; crew: AtLine[]; endings: Ending[]; traffic: Output<"traffic.list">["arrivals"] }

/** What becomes of a week on a real server: when each reply fell due and came, and whether the server says it was kept. */
async function live({ week, rules, people }: World): Promise<Life> {
  const server = await startTestServer({ clock: createTestClock(week.from) })
  const { owner, crew } = await hire(server, people)
  await owner.call("policy.save", {
    targets: { firstTouchMs: rules.targetMs, nextReplyMs: rules.targetMs, answerMs: 20 * MINUTE_MS },
    hours: rules.hours,
    ladder: [...rules.ladder],
    renewMs: rules.renewMs,
  })
  const ids = await liveThrough(server, week, crew)
  const { arrivals: traffic } = await owner.call("traffic.list", { from: week.from, until: week.until })
  const timers = await server.server.store.reads
    .selectFrom("timer")
    .select(["conversationId", "dueAt", "stoppedAt"])
    .where("kind", "=", "first-touch")
    .execute()
  const timerOf = new Map(timers.map((timer) => [timer.conversationId, timer]))
  const endings = ids.map((id, number) => ({
    dueAt: timerOf.get(id)?.dueAt ?? null,
    repliedAt: timerOf.get(id)?.stoppedAt ?? null,
    kept: traffic[number]?.kept ?? null,
  }))
  return { server, crew, endings, traffic }
}

/** What the simulator says becomes of it. */
function predict({ week, rules }: Pick<World, "week" | "rules">, crew: readonly CrewMember[]): Ending[] {
  return createTrial(week, rules)
    .run(crew)
    .map(({ wait, repliedAt, state }) => ({ dueAt: wait?.dueAt ?? null, repliedAt, kept: state === "met" }))
}

function differing(predicted: readonly Ending[], lived: readonly Ending[]) {
  return predicted.flatMap((ending, number) => {
    const real = lived[number]
    const isSame = ending.dueAt === real?.dueAt && ending.repliedAt === real.repliedAt && ending.kept === real.kept
    return isSame ? [] : [{ number, predicted: ending, real }]
  })
}

const countKept = (endings: readonly Ending[]) => endings.filter(({ kept }) => kept).length

describe("a week of 1,580 conversations on the real server", () => {
  const CONVERSATIONS = 1_580
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) => MONDAY + day * DAY_MS)
  const week: Week = {
    arrivals: syntheticWeek({ days, conversations: CONVERSATIONS, seed: 1580 }),
    from: MONDAY,
    // A day more, so that whoever wrote on Sunday night has an answer.
    until: MONDAY + 8 * DAY_MS,
  }
  const rules: Rules = { targetMs: 2 * MINUTE_MS, hours: HOURS, ladder: USUAL_LADDER, renewMs: 10 * MINUTE_MS }
  const onDuty = createTrial(week, rules).openTime.stretchesUntil(week.until)
  const people: Hired[] = [
    { name: "Ana", capacity: 2, acceptMs: 4 * SECOND_MS, onDuty },
    { name: "Bo", capacity: 2, acceptMs: 9 * SECOND_MS, onDuty },
    { name: "Iryna", capacity: 3, acceptMs: 6 * SECOND_MS, onDuty },
    // Dora is seldom at her desk: what she is offered she misses, until she is set away for it.
    { name: "Dora", capacity: 1, acceptMs: 50 * SECOND_MS, onDuty },
  ]
  let life: Life

  beforeAll(async () => {
    life = await live({ week, rules, people })
  }, LONGEST_LIFE_MS)
  afterAll(() => life.server.stop())

  test("is kept and missed as the simulator predicts, to the conversation", () => {
    const predicted = predict({ week, rules }, life.crew)
    expect(differing(predicted, life.endings)).toEqual([])
    expect(countKept(life.endings)).toBe(countKept(predicted))
    expect(life.endings).toHaveLength(CONVERSATIONS)
  })

  test("is a hard one: a good share is missed, all are answered in the end, and offers end in every way", async () => {
    const missed = life.endings.filter(({ kept }) => kept === false).length
    expect(missed).toBeGreaterThan(CONVERSATIONS * 0.15)
    expect(missed).toBeLessThan(CONVERSATIONS * 0.6)
    expect(life.endings.every(({ repliedAt }) => repliedAt !== null)).toBe(true)
    const { reads } = life.server.server.store
    const offers = await reads.selectFrom("offer").select(["outcome", "reason"]).execute()
    const outcomes = offers.map(({ outcome }) => outcome)
    expect(outcomes).toEqual(expect.arrayContaining(["accepted", "missed", "passed", "away"]))
    const reasons = offers.map(({ reason }) => reason)
    expect(reasons).toEqual(expect.arrayContaining(["first", "missed", "silent", "room", "ring", "overdue"]))
  })

  test("is listed as it was lived through, so that a replay is the same week", () => {
    const replayed = life.traffic.map(({ at, replyMs, handleMs }) => ({ at, replyMs, handleMs }))
    expect(replayed).toEqual(week.arrivals)
  })

  const without = (which: (step: Step) => boolean) => USUAL_LADDER.filter((step) => !which(step))
  const isSecond = ({ at }: Step) => "share" in at && at.share === 0.25
  const changed = (change: Partial<CrewMember>) => (member: CrewMember) => ({ ...member, ...change })
  const nothing = changed({})

  test.each<[string, Partial<Rules>, (member: CrewMember) => CrewMember]>([
    ["a second more to accept", {}, (member) => ({ ...member, acceptMs: member.acceptMs + SECOND_MS })],
    ["one place more for each", {}, (member) => ({ ...member, capacity: member.capacity + 1 })],
    ["people who never leave", {}, changed({ onDuty: [{ from: week.from, to: Number.POSITIVE_INFINITY }] })],
    ["a ladder that asks one agent only", { ladder: without(isSecond) }, nothing],
    ["a ladder that never rings", { ladder: without((step) => step.do === "ring") }, nothing],
    ["a second more of a target", { targetMs: rules.targetMs + SECOND_MS }, nothing],
    ["no exception on Wednesday", { hours: { ...HOURS, exceptions: [] } }, nothing],
    ["no promise after a miss", { renewMs: null }, nothing],
  ])("does not agree with a simulator with %s", (_, different, change) => {
    const predicted = predict({ week, rules: { ...rules, ...different } }, life.crew.map(change))
    expect(differing(predicted, life.endings).length).toBeGreaterThan(0)
  })
})

describe("a day under another policy", () => {
  const week: Week = {
    arrivals: syntheticWeek({ days: [MONDAY], conversations: 260, seed: 11 }),
    from: MONDAY,
    until: MONDAY + 2 * DAY_MS,
  }
  const ladder: Step[] = [
    { at: { share: 0 }, do: "offer" },
    { at: { share: 0.5 }, do: "offer" },
    { at: { beforeDueMs: 100 * SECOND_MS }, do: "ring" },
    { at: { share: 1 }, do: "tell" },
  ]
  const rules: Rules = { targetMs: 5 * MINUTE_MS, hours: HOURS, ladder, renewMs: 4 * MINUTE_MS }
  const there = (from: number, to: number) => [
    { from: MONDAY + from * HOUR_MS, to: MONDAY + to * HOUR_MS },
    { from: MONDAY + DAY_MS + from * HOUR_MS, to: MONDAY + DAY_MS + to * HOUR_MS },
  ]
  const people: Hired[] = [
    { name: "Ana", capacity: 1, acceptMs: 7 * SECOND_MS, onDuty: there(8.5, 14) },
    { name: "Bo", capacity: 3, acceptMs: 46 * SECOND_MS, onDuty: there(8.75, 13.5) },
    { name: "Iryna", capacity: 2, acceptMs: 30 * SECOND_MS, onDuty: there(9, 19.5) },
    { name: "Dora", capacity: 2, acceptMs: 12 * SECOND_MS, onDuty: there(12, 20.5) },
  ]

  test(
    "agrees too: people come before it opens, leave in the middle of it, and let offers run out",
    async () => {
      const { server, crew, endings } = await live({ week, rules, people })
      expect(differing(predict({ week, rules }, crew), endings)).toEqual([])
      expect(endings.filter(({ kept }) => kept === false).length).toBeGreaterThan(20)
      await server.stop()
    },
    LONGEST_LIFE_MS,
  )
})
