import { parseArgs } from "node:util"
import { clockTrial } from "../server/testing/clock-trial/clock-trial"
import { percentile } from "../server/testing/clock-trial/findings"

/**
 * Whether every step of every ladder and every breach happens exactly once and in time, with thousands of timers that run
 * at once, on a server that is killed again and again and whose clock is set forward and back by an hour.
 * Run: npx tsx bench/clock.ts [--timers 10000] [--target 240] [--spread 100] [--kills 10] [--seed 7]
 */
const { values } = parseArgs({
  options: {
    timers: { type: "string", default: "10000" },
    /** Seconds. */
    target: { type: "string", default: "240" },
    spread: { type: "string", default: "100" },
    kills: { type: "string", default: "10" },
    seed: { type: "string", default: "7" },
  },
})

const findings = await clockTrial({
  timers: Number(values.timers),
  targetMs: Number(values.target) * 1_000,
  spreadMs: Number(values.spread) * 1_000,
  kills: Number(values.kills),
  seed: Number(values.seed),
})
const { timers, steps, breaches, wrong, lateMs, afterRestartMs } = findings
console.log(
  [
    `${timers} timers, ${values.kills} kills (seed ${values.seed}): ${steps} steps and ${breaches} breaches, ${wrong.length} wrong`,
    `while the server was up, ${lateMs.length} steps were late by ${percentile(lateMs, 0.5)} ms (p50), ${percentile(lateMs, 0.99)} ms (p99), ${lateMs.at(-1)} ms at most`,
    `what fell due around a restart, ${afterRestartMs.length} steps, was done ${percentile(afterRestartMs, 0.99)} ms (p99), ${afterRestartMs.at(-1)} ms at most after it`,
    ...wrong.slice(0, 20),
  ].join("\n"),
)
process.exitCode = wrong.length > 0 ? 1 : 0
