import { expect, test } from "vitest"
import { fuzz } from "./fuzz"

/** A few seconds of what `npm run fuzz` does for minutes. Another seed: FUZZ_SEED. */
const SEED = Number(process.env.FUZZ_SEED ?? 1)

test("nothing made up breaks a server or changes what it may not (V05, V25, V60, V61, V62, V64, V81, V84, V85, V90)", async () => {
  const effort = { dialect: "sqlite", seed: SEED, calls: 1_200, bodies: 200, frames: 400, files: 300 } as const
  const { inputs, outcomes, wrong } = await fuzz(effort)
  expect(wrong).toEqual([])
  expect(inputs).toBeGreaterThan(2_000)
  // Inputs that no call takes would prove nothing.
  expect(outcomes.get("ok")).toBeGreaterThan(50)
  expect(outcomes.get("file: 200")).toBeGreaterThan(20)
}, 60_000)

test("nor one on PostgreSQL, whose columns end elsewhere", async () => {
  const { wrong } = await fuzz({ dialect: "postgres", seed: SEED, calls: 1_000, bodies: 0, frames: 0, files: 0 })
  expect(wrong).toEqual([])
}, 60_000)
