import { parseArgs } from "node:util"
import { startPostgres } from "../server/testing/embedded-postgres"
import { fuzz } from "../server/testing/fuzz/fuzz"

/**
 * Throws made-up calls, bodies, frames and requests for files at a server and tells what it answered. Ends with an error where anything
 * went wrong that never should. Run: npm run fuzz -- [--inputs 50000] [--seed 1] [--postgres]
 */
const { values } = parseArgs({
  options: {
    inputs: { type: "string", default: "50000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    postgres: { type: "boolean", default: false },
  },
})
/** Of all inputs, so many are calls over a line and over HTTP, and requests for files; the rest are frames. */
const [CALLS, BODIES, FILES] = [0.45, 0.15, 0.1]

const [inputs, seed] = [Number(values.inputs), Number(values.seed)]
const [calls, bodies, files] = [CALLS, BODIES, FILES].map((share) => Math.floor(inputs * share)) as [
  number,
  number,
  number,
]
const dialect = values.postgres ? "postgres" : "sqlite"
const postgres = values.postgres && !process.env.TEST_DATABASE_URL ? await startPostgres() : null
if (postgres) process.env.TEST_DATABASE_URL = postgres.url
console.log(`${inputs} inputs on ${dialect}, seed ${seed}`)
const startedAt = performance.now()
const findings = await fuzz({ dialect, seed, calls, bodies, files, frames: inputs - calls - bodies - files })
const tookS = Math.round((performance.now() - startedAt) / 1_000)
for (const [outcome, count] of [...findings.outcomes].sort((one, other) => other[1] - one[1])) {
  console.log(`${String(count).padStart(7)}  ${outcome}`)
}
for (const wrong of new Set(findings.wrong)) console.log(`WRONG: ${wrong}`)
console.log(`${findings.inputs} inputs in ${tookS} s, ${findings.wrong.length} went wrong`)
await postgres?.stop()
process.exitCode = findings.wrong.length === 0 ? 0 : 1
