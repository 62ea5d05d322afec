import { randomUUID } from "node:crypto"
import { parseArgs } from "node:util"
import { agent, type Somebody, visitor } from "../server/testing/people"
import { startProduct } from "../server/testing/product"

/**
 * How long others wait while one visitor floods the built server: a thousand messages a second, nearly all of them refused.
 * Run: npm run build && npx tsx bench/flood.ts [--seconds 10] [--rate 1000]
 */
const { values } = parseArgs({
  options: { seconds: { type: "string", default: "10" }, rate: { type: "string", default: "1000" } },
})
const [seconds, rate] = [Number(values.seconds), Number(values.rate)]
const TICK_MS = 20
/** Within what one visitor may ask for in a minute. */
const VERA_ASKS_EVERY_MS = 600

const product = await startProduct({ RATE_LIMITS: "on" })
const [ana, vera, viktor] = [await agent(product), await visitor(product), await visitor(product)]
const { conversation } = await vera.say("Is the yearly membership cheaper?")
const input = { conversationId: conversation.id }

async function waitsOf(person: Somebody, everyMs: number, until: number): Promise<number[]> {
  const waitsMs: number[] = []
  for (let next = performance.now(); next < until; next += everyMs) {
    await at(next)
    const startedAt = performance.now()
    const reply = await person.ask("events.list", input)
    if (reply.ok) waitsMs.push(performance.now() - startedAt)
  }
  return waitsMs.sort((one, other) => one - other)
}

async function flood(until: number) {
  const outcomes = { stored: 0, refused: 0, other: 0 }
  const replies: Promise<void>[] = []
  for (let next = performance.now(); next < until; next += TICK_MS) {
    await at(next)
    for (let each = 0; each < (rate * TICK_MS) / 1_000; each++) replies.push(sendOne(outcomes))
  }
  await Promise.all(replies)
  return outcomes
}

async function sendOne(outcomes: { stored: number; refused: number; other: number }): Promise<void> {
  const reply = await viktor.ask("message.send", { id: randomUUID(), body: "Again and again" })
  if (reply.ok) outcomes.stored++
  else if (reply.error.code === "rate_limited" && reply.error.retryAfterMs) outcomes.refused++
  else outcomes.other++
}

function at(moment: number): Promise<void> {
  return new Promise((come) => setTimeout(come, Math.max(0, moment - performance.now())))
}

const percentile = (sorted: readonly number[], share: number) =>
  (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1)
const told = (who: string, waitsMs: readonly number[]) =>
  `${who}: ${waitsMs.length} answers, p50 ${percentile(waitsMs, 0.5)} ms, p99 ${percentile(waitsMs, 0.99)} ms`

const quietUntil = performance.now() + 3_000
const quiet = await waitsOf(ana, TICK_MS, quietUntil)
const until = performance.now() + seconds * 1_000
const [outcomes, ofAna, ofVera] = await Promise.all([
  flood(until),
  waitsOf(ana, TICK_MS, until),
  waitsOf(vera, VERA_ASKS_EVERY_MS, until),
])
console.log(
  [
    `Viktor: ${rate} messages a second for ${seconds} s: ${outcomes.stored} stored, ${outcomes.refused} refused with when to come back, ${outcomes.other} otherwise`,
    told("Ana before", quiet),
    told("Ana meanwhile", ofAna),
    told("Vera meanwhile", ofVera),
  ].join("\n"),
)
for (const person of [ana, vera, viktor]) person.hangUp()
await product.remove()
