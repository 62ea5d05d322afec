import { randomUUID } from "node:crypto"
import { parseArgs } from "node:util"
import { type Agent, agent, type Visitor, visitor } from "../server/testing/people"
import { createTestDatabase } from "../server/testing/postgres"
import { startProduct } from "../server/testing/product"

/**
 * How many messages a second the built server takes, and how long one waits for its acknowledgement, which comes after
 * the commit is on disk. Run: npm run build && npx tsx bench/messages.ts [--visitors 50] [--seconds 5] [--in-flight 4] [--agents 2]
 * With TEST_DATABASE_URL it is measured on that PostgreSQL instead of SQLite.
 */
const { values } = parseArgs({
  options: {
    visitors: { type: "string", default: "50" },
    seconds: { type: "string", default: "5" },
    "in-flight": { type: "string", default: "4" },
    agents: { type: "string", default: "2" },
  },
})
const MOST_MESSAGES = 500_000

const database = process.env.TEST_DATABASE_URL ? await createTestDatabase() : null
const product = await startProduct(database ? { DATABASE_URL: database.url } : {})
const agents: Agent[] = []
const visitors: Visitor[] = []
for (let each = 0; each < Number(values.agents); each++) agents.push(await agent(product))
for (let each = 0; each < Number(values.visitors); each++) visitors.push(await visitor(product))

const waitsMs: number[] = []
let refused = 0
const endAt = performance.now() + Number(values.seconds) * 1_000

async function keepSending(person: Visitor): Promise<void> {
  while (performance.now() < endAt && waitsMs.length < MOST_MESSAGES) {
    const startedAt = performance.now()
    const reply = await person.ask("message.send", { id: randomUUID(), body: "Is the yearly membership cheaper?" })
    if (reply.ok) waitsMs.push(performance.now() - startedAt)
    else refused++
  }
}

const startedAt = performance.now()
const lanes = Number(values["in-flight"])
await Promise.all(visitors.flatMap((person) => Array.from({ length: lanes }, () => keepSending(person))))
const tookMs = performance.now() - startedAt

waitsMs.sort((one, other) => one - other)
const percentile = (share: number) => (waitsMs[Math.floor(waitsMs.length * share)] ?? Number.NaN).toFixed(1)
console.log(
  [
    `${database ? "PostgreSQL" : "SQLite"}, ${visitors.length} visitors with ${lanes} messages under way each, ${agents.length} agents listening`,
    `${Math.round((waitsMs.length / tookMs) * 1_000)} messages a second acknowledged, ${refused} refused`,
    `acknowledged after ${percentile(0.5)} ms (p50), ${percentile(0.99)} ms (p99)`,
  ].join("\n"),
)
for (const person of [...agents, ...visitors]) person.hangUp()
await product.remove()
await database?.drop()
