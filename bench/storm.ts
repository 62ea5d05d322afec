import { AsyncLocalStorage } from "node:async_hooks"
import { request } from "node:http"
import { createRequire } from "node:module"
import { text } from "node:stream/consumers"
import { setTimeout as wait } from "node:timers/promises"
import { parseArgs } from "node:util"
import { io as stockIo } from "socket.io-client"
import { percentile } from "../server/testing/clock-trial/findings"
import { ANA } from "../server/testing/kit"
import { metric } from "../server/testing/metric"
import "../server/testing/no-browser"
import { signIn } from "../server/testing/people"
import { startProduct } from "../server/testing/product"
import { until } from "../server/testing/until"
import { createConnection } from "../shared/client/connection"
import { io as ofTheWidget } from "../widget/line/socket-io"

/**
 * Whether thousands of visitors find their way back when the built server is killed and started again, on the lines that the
 * widget and the panel use, with their patience (F26). Visitors come from many addresses, so that its limits hold as for anybody.
 * Run: npm run build && npx tsx bench/storm.ts [--visitors 2000] [--agents 5] [--addresses 100] [--down 1000]
 */
const { values } = parseArgs({
  options: {
    visitors: { type: "string", default: "2000" },
    agents: { type: "string", default: "5" },
    addresses: { type: "string", default: "100" },
    /** Milliseconds between the kill and the next start. */
    down: { type: "string", default: "1000" },
  },
})
const [visitorCount, agentCount, addresses] = [values.visitors, values.agents, values.addresses].map(Number) as [
  number,
  number,
  number,
]
/** So many of them have something to come back for; a site takes a thousand new conversations in ten minutes. */
const WRITERS = Math.min(visitorCount, 900)
const ALL_IN_WITHIN_MS = 120_000
const LOOKS_EVERY_MS = 500
const ASKS_EVERY_MS = 200
const PAGE = { url: "https://nightingale.example/pricing", title: "Membership and prices" }

type Person = { dialledAt: number; connectedInMs: number; backAt: number | null; turnedAway: number; close(): void }

/** Whoever dials: timers and sockets keep it, so that the line itself need not say whose it is. */
const dialling = new AsyncLocalStorage<{ person: Person; address: string }>()
const inNode: typeof WebSocket = createRequire(createRequire(import.meta.url).resolve("socket.io-client"))("ws")

/** A browser's WebSocket, from the address of whoever dials. */
class WebSocketFrom extends inNode {
  constructor(url: string) {
    const { person, address } = dialling.getStore() ?? {}
    if (person) person.dialledAt = performance.now()
    super(url, { localAddress: address } as never)
  }
}

const fetchOfNode = globalThis.fetch

/** As much of a browser's `fetch` as long polling takes, from the address of whoever dials. */
function fetchFrom(url: string, how: RequestInit = {}): Promise<unknown> {
  const localAddress = dialling.getStore()?.address
  if (localAddress === undefined) return fetchOfNode(url, how)
  const { method = "GET", body, signal } = how
  return new Promise((answered, failed) => {
    const options = { method, localAddress, agent: false, ...(signal && { signal }) }
    const asked = request(url, options, (response) => {
      const said = text(response)
      answered({ ok: response.statusCode === 200, text: () => said })
    })
    asked.on("error", failed).end(body)
  })
}

Object.assign(globalThis, { WebSocket: WebSocketFrom, fetch: fetchFrom })

const product = await startProduct({ RATE_LIMITS: "on" })
const cookie = await signIn(product, ANA)
const nobody = (): Person => ({ dialledAt: 0, connectedInMs: 0, backAt: null, turnedAway: 0, close() {} })

function openChat(place: number): Person {
  const person = nobody()
  const address = `127.0.${1 + Math.floor((place % addresses) / 250)}.${1 + ((place % addresses) % 250)}`
  let token: string | undefined
  dialling.run({ person, address }, () => {
    const connection = createConnection({
      url: product.url,
      namespace: "/visitor",
      site: "default",
      auth: () => ({ site: "default", token }),
      io: (at, options) => {
        const socket = ofTheWidget(at, options)
        socket.on("connect_error", (said) => {
          if ((said as Error).message === "unavailable") person.turnedAway++
        })
        return socket
      },
    })
    async function begin(): Promise<void> {
      person.connectedInMs = performance.now() - person.dialledAt
      const reply = await connection.call("visitor.start", { site: "default", page: PAGE, ...(token && { token }) })
      if (!reply.ok) return void (connection.state.value === "online" && setTimeout(() => void begin(), 500))
      if (token === undefined && place < WRITERS) {
        await connection.call("message.send", { id: crypto.randomUUID(), body: "Is the yearly membership cheaper?" })
      }
      token = reply.data.token
      person.backAt = performance.now()
    }
    connection.onConnect(() => void begin())
    connection.connect()
    person.close = connection.close
  })
  return person
}

/** An agent who asks for something all the time. */
function openPanel() {
  const person = nobody()
  const answeredInMs: number[] = []
  const errors: string[] = []
  const connection = createConnection({
    url: product.url,
    namespace: "/agent",
    io: (at, options) => stockIo(at, { ...options, forceNew: true, extraHeaders: { cookie } }),
  })
  async function begin(): Promise<void> {
    const reply = await connection.call("agent.start", {})
    if (reply.ok) person.backAt = performance.now()
    else errors.push(reply.error.code)
  }
  async function ask(): Promise<void> {
    if (connection.state.value !== "online") return
    const startedAt = performance.now()
    const reply = await connection.call("policy.list", {})
    if (reply.ok) answeredInMs.push(performance.now() - startedAt)
    else if (connection.state.value === "online") errors.push(reply.error.code)
  }
  connection.onConnect(() => void begin())
  connection.connect()
  const asking = setInterval(() => void ask(), ASKS_EVERY_MS)
  person.close = () => {
    clearInterval(asking)
    connection.close()
  }
  return { person, answeredInMs, errors }
}

const visitors = Array.from({ length: visitorCount }, (_, place) => openChat(place))
const panels = Array.from({ length: agentCount }, openPanel)
const agents = panels.map(({ person }) => person)
const everybody = [...visitors, ...agents]
const areIn = () => everybody.every(({ backAt }) => backAt !== null)
await until("everybody to be there", areIn, ALL_IN_WITHIN_MS)
console.log(
  `${visitorCount} visitors, ${WRITERS} of whom have written, from ${addresses} addresses, and ${agentCount} agents`,
)

for (const person of everybody) Object.assign(person, { backAt: null, turnedAway: 0 })
await product.kill()
for (const panel of panels) panel.answeredInMs.length = panel.errors.length = 0
await wait(Number(values.down))
await product.start()
const upAt = performance.now()
let longestLagMs = 0
await until(
  "everybody to be back",
  async () => {
    longestLagMs = Math.max(longestLagMs, 1_000 * (await metric(product, "nodejs_eventloop_lag_max_seconds")))
    await wait(LOOKS_EVERY_MS)
    return areIn()
  },
  ALL_IN_WITHIN_MS,
)

const ascending = (list: number[]) => list.sort((one, other) => one - other)
const backAfterMs = ascending(visitors.map(({ backAt }) => (backAt ?? Number.NaN) - upAt))
const agentsAfterMs = ascending(agents.map(({ backAt }) => (backAt ?? Number.NaN) - upAt))
const connectedInMs = ascending(visitors.map((each) => each.connectedInMs))
const answeredInMs = ascending(panels.flatMap((panel) => panel.answeredInMs))
const errors = panels.flatMap((panel) => panel.errors)

/** The most who came back within any second, not only those that begin with a full one. */
function mostInASecond(): number {
  let most = 0
  for (let first = 0, last = 0; last < backAfterMs.length; last++) {
    while ((backAfterMs[last] ?? 0) - (backAfterMs[first] ?? 0) >= 1_000) first++
    most = Math.max(most, last - first + 1)
  }
  return most
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
const results: [what: string, found: number, most: number, told: string][] = [
  ["visitors were back after it was", backAfterMs.at(-1) ?? Number.NaN, 30_000, seconds(backAfterMs.at(-1) ?? 0)],
  ["a line was opened in (p99)", percentile(connectedInMs, 0.99), 5_000, seconds(percentile(connectedInMs, 0.99))],
  ["came back within any second", mostInASecond() / visitorCount, 0.15, `${mostInASecond()} visitors`],
  ["the server's loop was held up by", longestLagMs, 500, `${Math.round(longestLagMs)} ms`],
  ["agents were back after it was", agentsAfterMs.at(-1) ?? 0, 30_000, seconds(agentsAfterMs.at(-1) ?? 0)],
  ["errors to agents", errors.length, 0, `${errors.length} ${[...new Set(errors)].join(", ")}`],
]
for (const [what, found, most, told] of results) console.log(`${found <= most ? "ok  " : "MISS"} ${what}: ${told}`)
console.log(
  [
    `visitors back after ${seconds(percentile(backAfterMs, 0.5))} (p50), ${seconds(percentile(backAfterMs, 0.99))} (p99)`,
    `turned away for a moment ${visitors.reduce((sum, { turnedAway }) => sum + turnedAway, 0)} times`,
    `agents' ${answeredInMs.length} questions meanwhile answered in ${Math.round(percentile(answeredInMs, 0.5))} ms (p50), ${Math.round(percentile(answeredInMs, 0.99))} ms (p99)`,
  ].join("\n"),
)
for (const { close } of everybody) close()
await product.remove()
process.exit(results.every(([, found, most]) => found <= most) ? 0 : 1)
