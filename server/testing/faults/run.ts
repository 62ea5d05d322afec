import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { startPostgres } from "../embedded-postgres"
import { FAULTS } from "./kinds"
import { sentences, table } from "./table"
import { type Outcome, trial } from "./trial"

/**
 * Every kind of fault, as often as it takes to trust the result; ends with an error when anything was lost or doubled.
 * Run: npm run faults [-- --only F01 --seed 7 --write]. `--write` puts the table into docs/faults.md.
 */
const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    times: { type: "string" },
    write: { type: "boolean", default: false },
  },
})
const seed = Number(values.seed)
console.log(`seed ${seed}`)

const postgres = process.env.TEST_DATABASE_URL ? null : await startPostgres()
process.env.TEST_DATABASE_URL ??= postgres?.url
const startedAt = performance.now()
const outcomes: Outcome[] = []
const broken: string[] = []
for (const [index, fault] of FAULTS.entries()) {
  if (!`${fault.row} ${fault.name}`.includes(values.only)) continue
  try {
    const times = values.times === undefined ? undefined : Number(values.times)
    const outcome = await trial(fault, { seed: seed + index, times })
    outcomes.push(outcome)
    console.log(`${fault.row} ${fault.name}: ${outcome.acknowledged} acknowledged`)
  } catch (error) {
    // One trial that could not come to its end must not hide what the others find.
    broken.push(`${fault.row} ${fault.name}: ${error instanceof Error ? (error.stack ?? error.message) : error}`)
    console.log(broken.at(-1))
  }
}
await postgres?.stop()

const minutes = Math.round((performance.now() - startedAt) / 60_000)
const wrong = [...sentences(outcomes), ...broken]
console.log([`\n${table(outcomes)}`, `\nseed ${seed}, ${minutes} minutes`, ...wrong].join("\n"))
if (values.write) await writeFile(join(import.meta.dirname, "../../../docs/faults.md"), page())
process.exit(wrong.length > 0 ? 1 : 0)

function page(): string {
  return `# Faults

People write to each other, the visitors to the shop and an agent at two desks to them, while one kind of fault happens again and
again. They use the product's own clients against the built server, each on a line of their own. Afterwards everybody who looked is
compared, as Jepsen does it: each tab, each desk, the log over HTTP and the database itself. Lost is what was acknowledged and
somebody does not have; doubled is what is there twice; phantom is what nobody sent, or what was refused; reordered is a sender's
messages in another order; disagreeing are two who do not hold the same.

This table is what \`npm run faults -- --seed ${seed} --write\` printed, in ${minutes} minutes on two cores. A short set of it is part
of \`npm test\`. The kinds stand in server/testing/faults/kinds, the checker, which is tested with planted faults, beside them.

${table(outcomes)}
`
}
