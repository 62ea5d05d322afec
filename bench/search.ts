import { monitorEventLoopDelay } from "node:perf_hooks"
import { parseArgs } from "node:util"
import { sql } from "kysely"
import { startPostgres } from "../server/testing/embedded-postgres"
import { startTestServer, type TestServer } from "../server/testing/kit"
import { type Agent, agent } from "../server/testing/people"

/**
 * How long a search takes among a million messages, whatever is typed, and how long everybody else waits meanwhile (V71).
 * Run: npx tsx bench/search.ts [--messages 1000000] [--dialect postgres]
 */
const { values } = parseArgs({
  options: { messages: { type: "string", default: "1000000" }, dialect: { type: "string", default: "sqlite" } },
})
const messages = Number(values.messages)
const dialect = values.dialect === "postgres" ? "postgres" : "sqlite"
const PER_CONVERSATION = 10
const ROWS_AT_ONCE = 500
const DAY_MS = 86_400_000
const MOST_MS = 300

/** Words as often as words are: the first in every message, the last in few. */
const WORDS = ["the", "book", "is", "delivery", "to", "Lviv", "membership", "cheaper", "yearly", "gift"]
const TYPED = [
  ...["the", "t", "e", "book", "delivery Lviv", "the book is to", "word4711", "w", "zzz", "мова", "the ".repeat(50)],
  ...[
    "%",
    "_",
    "100%",
    "%%%%%%%%",
    "\\",
    "the*",
    '"the',
    "the AND book",
    "NEAR(the book)",
    "body:the",
    "-the",
    "^the",
    "(the",
  ],
  ...["{the book}:x", "the OR", "'; drop table message; --", "the & book | !x", "the:*", "<->"],
]
const PAGES = ["pricing", "%", "_", "%_%_%_%", "zzz"]

const postgres = dialect === "postgres" && !process.env.TEST_DATABASE_URL ? await startPostgres() : null
process.env.TEST_DATABASE_URL ??= postgres?.url
const server = await startTestServer({ dialect })
await fill(server)
const ana = await agent(server)
const newest = `conversation-${Math.ceil(messages / PER_CONVERSATION) - 1}`
const [first] = (await ana.call("conversation.list", { text: "the" })).conversations
if (first?.id !== newest) throw new Error(`the newest conversation has "the", but ${first?.id} came first`)
const waits: { what: string; found: number; ms: number }[] = []
const stalls = monitorEventLoopDelay({ resolution: 10 })
stalls.enable()
for (const text of TYPED) waits.push(await search(ana, { text }))
for (const page of PAGES) waits.push(await search(ana, { page }))
waits.push(await search(ana, { text: "the", page: "pricing", status: "resolved" }))
stalls.disable()
waits.sort((one, other) => other.ms - one.ms)
for (const { what, found, ms } of waits.slice(0, 12))
  console.log(`${ms.toFixed(0).padStart(6)} ms  ${found} found  ${what}`)
const worst = waits[0]?.ms ?? Number.NaN
console.log(
  `${dialect}, ${messages} messages, ${waits.length} searches: the slowest took ${worst.toFixed(0)} ms, the longest stall ${(stalls.max / 1e6).toFixed(0)} ms`,
)
ana.hangUp()
await server.stop()
await postgres?.stop()
process.exit(worst < MOST_MS ? 0 : 1)

async function search(who: Agent, filters: { text?: string; page?: string; status?: "resolved" }) {
  const startedAt = performance.now()
  const { conversations } = await who.call("conversation.list", filters)
  const what = JSON.stringify(filters).slice(0, 60)
  return { what, found: conversations.length, ms: performance.now() - startedAt }
}

/** Rows as the product would have written them, without the months that it would take. */
async function fill({ server: { store }, clock }: TestServer): Promise<void> {
  const startedAt = performance.now()
  const conversations = Math.ceil(messages / PER_CONVERSATION)
  const from = clock.now() - 300 * DAY_MS
  for (let first = 0; first < conversations; first += ROWS_AT_ONCE / PER_CONVERSATION) {
    const numbers = Array.from(
      { length: Math.min(ROWS_AT_ONCE / PER_CONVERSATION, conversations - first) },
      (_, each) => first + each,
    )
    await store.db.transaction().execute(async (db) => {
      await db
        .insertInto("contact")
        .values(numbers.map((number) => contact(number, from)))
        .execute()
      await db
        .insertInto("conversation")
        .values(numbers.map((number) => conversation(number, from)))
        .execute()
      await db
        .insertInto("message")
        .values(numbers.flatMap((number) => said(number, from)))
        .execute()
    })
  }
  if (dialect === "postgres") await sql`vacuum analyze`.execute(store.db)
  console.log(`filled in ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`)
}

function contact(number: number, at: number) {
  return {
    id: `contact-${number}`,
    siteId: "default",
    name: `Visitor ${number}`,
    email: `visitor${number}@example.com`,
    phone: null,
    createdAt: at,
    updatedAt: at,
  }
}

function conversation(number: number, from: number) {
  return {
    id: `conversation-${number}`,
    siteId: "default",
    contactId: `contact-${number}`,
    channel: "widget" as const,
    status: "resolved" as const,
    seq: 0,
    publicSeq: 0,
    createdAt: from + number,
    updatedAt: from + number,
    publicUpdatedAt: from + number,
    pageJson: JSON.stringify({ url: `https://nightingale.example/pricing/${number}`, title: "Prices" }),
    visitorSeenSeq: 0,
    visitorSeenPublicSeq: 0,
    agentsSeenSeq: 0,
    agentsSeenPublicSeq: 0,
  }
}

function said(number: number, from: number) {
  return Array.from({ length: PER_CONVERSATION }, (_, each) => {
    const order = number * PER_CONVERSATION + each
    const words = WORDS.filter((_word, index) => order % (index + 1) === 0)
    return {
      id: `message-${order}`,
      conversationId: `conversation-${number}`,
      kind: "message" as const,
      senderKind: "visitor" as const,
      senderId: `contact-${number}`,
      body: `${words.join(" ")} word${order % 50_000}`,
      createdAt: from + number,
    }
  })
}
