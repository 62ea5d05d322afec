import { afterAll, expect, test } from "vitest"
import { countOf } from "./check"
import { FAULTS } from "./kinds"
import { sentences, table } from "./table"
import { type Outcome, trial } from "./trial"

/** Another one each day, the same one all day; FAULTS_SEED repeats a run that failed. */
const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Date.now() / 86_400_000))

const outcomes: Outcome[] = []
afterAll(() => console.log(`seed ${SEED}\n${table(outcomes)}`))

// All kinds, as often as it takes, is `npm run faults`.
const shortSet = FAULTS.filter(({ inShortSet }) => inShortSet !== undefined)

for (const fault of shortSet) {
  test(`nothing is lost, doubled or reordered: ${fault.name} (${fault.row})`, async () => {
    const outcome = await trial(fault, { seed: SEED, times: fault.inShortSet, leastAcknowledged: 100 })
    outcomes.push(outcome)
    expect(sentences([outcome])).toEqual([])
    expect(countOf(outcome.findings)).toBe(0)
  }, 120_000)
}
