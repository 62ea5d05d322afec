import { describe, expect, test } from "vitest"
import { createTestClock } from "../testing/test-clock"
import { createAlarm } from "./alarm"
import { createLog } from "./log"

const quiet = createLog("silent")

function rowsThatFallDue(clock: { now(): number }) {
  const rows: number[] = []
  const rung: { dueAt: number; at: number }[] = []
  return {
    rows,
    rung,
    source: {
      name: "rows",
      nextAt: async () => (rows.length === 0 ? null : Math.min(...rows)),
      async ring(now: number) {
        for (const dueAt of rows.filter((each) => each <= now)) {
          rows.splice(rows.indexOf(dueAt), 1)
          rung.push({ dueAt, at: clock.now() })
        }
      },
    },
  }
}

async function elapse(clock: ReturnType<typeof createTestClock>, alarm: ReturnType<typeof createAlarm>, ms: number) {
  const target = clock.now() + ms
  while (clock.advanceTowards(target)) await alarm.settled()
}

describe("the alarm", () => {
  test("rings each row when it falls due, neither before nor later", async () => {
    const clock = createTestClock(0)
    const { rows, rung, source } = rowsThatFallDue(clock)
    rows.push(900, 100, 30_000)
    const alarm = createAlarm(clock, [source], quiet)
    await alarm.start()
    await elapse(clock, alarm, 60_000)
    expect(rung).toEqual([
      { dueAt: 100, at: 100 },
      { dueAt: 900, at: 900 },
      { dueAt: 30_000, at: 30_000 },
    ])
    await alarm.stop()
  })

  test("is woken by something that falls due earlier than all it knew", async () => {
    const clock = createTestClock(0)
    const { rows, rung, source } = rowsThatFallDue(clock)
    rows.push(4_000)
    const alarm = createAlarm(clock, [source], quiet)
    await alarm.start()
    rows.push(250)
    alarm.wakeBy(250)
    await elapse(clock, alarm, 5_000)
    expect(rung.map(({ at }) => at)).toEqual([250, 4_000])
    await alarm.stop()
  })

  test("finds within seconds what another node made due, though nobody woke it", async () => {
    const clock = createTestClock(0)
    const { rows, rung, source } = rowsThatFallDue(clock)
    const alarm = createAlarm(clock, [source], quiet)
    await alarm.start()
    rows.push(1_000)
    await elapse(clock, alarm, 5_000)
    expect(rung).toEqual([{ dueAt: 1_000, at: 5_000 }])
    await alarm.stop()
  })

  test("a source that fails is tried again and silences no other", async () => {
    const clock = createTestClock(0)
    const { rows, rung, source } = rowsThatFallDue(clock)
    let failures = 0
    const broken = {
      name: "broken",
      nextAt: async () => 0,
      ring: () => {
        failures++
        return Promise.reject(new Error("the database is away"))
      },
    }
    rows.push(1_500)
    const alarm = createAlarm(clock, [broken, source], quiet)
    await alarm.start()
    await elapse(clock, alarm, 3_000)
    expect(rung).toEqual([{ dueAt: 1_500, at: 1_500 }])
    expect(failures).toBeGreaterThanOrEqual(3)
    await alarm.stop()
  })
})
