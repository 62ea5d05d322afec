import { parseArgs } from "node:util"
import { agent, visitor } from "../server/testing/people"
import { startProduct } from "../server/testing/product"

/**
 * How fast a panel opens when many conversations are open: from the call to the answer, and how large the answer is.
 * Run: npx tsx bench/panel.ts [--conversations 10000]
 */
const { values } = parseArgs({ options: { conversations: { type: "string", default: "10000" } } })
const MOST = 20_000
const wanted = Math.min(MOST, Number(values.conversations))
const AT_ONCE = 50

const product = await startProduct()
for (let made = 0; made < wanted; made += AT_ONCE) {
  await Promise.all(
    Array.from({ length: Math.min(AT_ONCE, wanted - made) }, async (_, each) => {
      const person = await visitor(product)
      await person.say(`Question ${made + each}: is the yearly membership cheaper?`)
      person.hangUp()
    }),
  )
}
const ana = await agent(product)
const tookMs: number[] = []
let bytes = 0
for (let round = 0; round < 5; round++) {
  const startedAt = performance.now()
  const started = await ana.call("agent.start", {})
  tookMs.push(performance.now() - startedAt)
  bytes = Buffer.byteLength(JSON.stringify(started))
}
tookMs.sort((one, other) => one - other)
console.log(
  `agent.start with ${ana.started.conversations.length} open conversations: ${tookMs[2]?.toFixed(0)} ms (median of 5), ${(bytes / 1_048_576).toFixed(1)} MB`,
)
ana.hangUp()
await product.remove()
