import { expect, test } from "vitest"
import { clockTrial } from "../../testing/clock-trial/clock-trial"
import { percentile } from "../../testing/clock-trial/findings"

// The whole trial, with ten thousand timers and ten kills, is bench/clock.ts.
test("steps and breaches happen once and in time on a server that is killed and whose clock is set by an hour (F08, F10)", async () => {
  const found = await clockTrial({ timers: 200, targetMs: 14_000, spreadMs: 8_000, kills: 3, seed: 11 })
  expect(found.wrong).toEqual([])
  expect([found.timers, found.steps, found.breaches]).toEqual([200, 1_000, 200])
  expect(found.lateMs.length).toBeGreaterThan(100)
  expect(found.afterRestartMs.length).toBeGreaterThan(10)
  // Two cores that run other tests meanwhile: what is promised of an idle machine is measured by the bench.
  expect(percentile(found.lateMs, 0.5)).toBeLessThan(100)
  expect(percentile(found.afterRestartMs, 0.99)).toBeLessThan(3_000)
}, 90_000)
