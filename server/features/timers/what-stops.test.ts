import { randomUUID } from "node:crypto"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { TIMER_KINDS } from "../../../shared/protocol/things"
import type { Timer, TimerKind } from "../../../shared/protocol/types"
import type { House } from "../../feature"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent, post, type Visitor, visitor } from "../../testing/people"

/** What becomes of a timer that runs, whichever others do. Where none of its kind runs none starts, unless it says so. */
const WHILE_SOMEBODY_WAITS = `
  what                                   | first-touch | next-reply | answer  | resolution | promise
  an agent replies                       | stops       | stops      | stops   | runs on    | runs on
  a program replies with an agent's key  | stops       | stops      | stops   | runs on    | runs on
  an agent only greets                   | stops       | stops      | runs on | runs on    | runs on
  a bot speaks                           | runs on     | runs on    | runs on | runs on    | runs on
  the system tells of the delay          | runs on     | runs on    | runs on | runs on    | starts
  an agent leaves a note                 | runs on     | runs on    | runs on | runs on    | runs on
  an agent has seen it                   | runs on     | runs on    | runs on | runs on    | runs on
  an agent types                         | runs on     | runs on    | runs on | runs on    | runs on
  an agent takes it                      | runs on     | runs on    | runs on | runs on    | runs on
  it is transferred to another agent     | runs on     | runs on    | runs on | runs on    | runs on
  it is given back to its team           | runs on     | runs on    | runs on | runs on    | runs on
  it is handed over to another team      | runs on     | runs on    | runs on | runs on    | runs on
  it is handed back to everybody         | runs on     | runs on    | runs on | runs on    | runs on
  it is snoozed                          | runs on     | runs on    | runs on | runs on    | runs on
  it comes back from a snooze            | runs on     | runs on    | runs on | runs on    | runs on
  the visitor writes                     | runs on     | runs on    | runs on | runs on    | runs on
  the visitor only thanks                | runs on     | runs on    | runs on | runs on    | runs on
  an agent says that no reply is needed  | runs on     | stops      | runs on | runs on    | runs on
  an agent promises a time               | runs on     | stops      | stops   | runs on    | starts anew
  an agent says that a promise is kept   | runs on     | runs on    | runs on | runs on    | stops
  it is resolved                         | runs on     | stops      | stops   | stops      | stops
`

const WHILE_NOBODY_WAITS = `
  before           | what                     | first-touch | next-reply | answer | resolution | promise
  nothing was said | the visitor writes       | starts      | -          | starts | starts     | -
  all was answered | the visitor writes       | -           | starts     | -      | runs on    | -
  all was answered | the visitor only thanks  | -           | -          | -      | runs on    | -
  all was answered | an agent replies         | -           | -          | -      | runs on    | -
  all was answered | an agent only greets     | -           | -          | -      | runs on    | -
  all was answered | a bot speaks             | -           | -          | -      | runs on    | -
  all was answered | an agent promises a time | -           | -          | -      | runs on    | starts
  it was snoozed   | the visitor writes       | -           | starts     | -      | runs on    | -
  it was snoozed   | an agent replies         | -           | -          | -      | runs on    | -
  it was resolved  | the visitor writes       | -           | starts     | -      | starts     | -
  it was resolved  | the visitor only thanks  | -           | -          | -      | starts     | -
  it was resolved  | the visitor begins anew  | starts      | -          | starts | starts     | -
  it was resolved  | an agent replies         | -           | -          | -      | starts     | -
  it was resolved  | an agent leaves a note   | -           | -          | -      | -          | -
  it was resolved  | an agent reopens it      | -           | -          | -      | starts     | -
  it was given up  | an agent reopens it      | runs on     | -          | -      | starts     | -
`

/** What happened before. In the first three somebody waits; between them a timer of each kind runs. */
const BEFORE: Record<string, readonly string[]> = {
  "in a first wait": ["the visitor writes"],
  "in a later wait": ["the visitor writes", "an agent only greets", "the visitor writes"],
  "in a wait beside a promise": [
    "the visitor writes",
    "an agent replies",
    "an agent promises a time",
    "the visitor writes",
  ],
  "nothing was said": [],
  "all was answered": ["the visitor writes", "an agent replies"],
  "it was snoozed": ["the visitor writes", "an agent replies", "it is snoozed"],
  "it was resolved": ["the visitor writes", "an agent replies", "it is resolved"],
  "it was given up": ["the visitor writes", "it is resolved"],
}
const WAITS = ["in a first wait", "in a later wait", "in a wait beside a promise"]

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
/** As far as there is anything to see. */
const ALL = 1_000
const TARGETS = {
  firstTouchMs: 2 * MINUTE_MS,
  nextReplyMs: 2 * MINUTE_MS,
  answerMs: HOUR_MS,
  resolutionMs: HOUR_MS,
}

describe.each(DIALECTS)("what stops a timer on %s", (dialect) => {
  let server: TestServer
  let house: House
  let ana: Agent
  let bo: Agent
  let program: { Authorization: string }
  let vera: Visitor
  let conversationId: string
  let refundsId: string

  beforeAll(async () => {
    const more = (built: House) => {
      house = built
      return []
    }
    server = await startTestServer({ dialect, more })
    ana = await agent(server)
    bo = await newAgent(server, ana, "Bo")
    program = { Authorization: `Bearer ${(await ana.call("apiKey.create", { name: "Export" })).secret}` }
    await ana.call("team.save", { name: "Prices", agentIds: [ana.agentId, bo.agentId], takes: [{ page: "/pricing*" }] })
    refundsId = (await ana.call("team.save", { name: "Refunds", agentIds: [bo.agentId], takes: [] })).team.id
    await ana.call("policy.save", { targets: TARGETS })
  })
  afterAll(() => server.stop())

  beforeEach(async () => {
    vera = await visitor(server)
    conversationId = ""
  })
  // What is left open rings as long as the tests run.
  afterEach(async () => {
    await happen(["an agent replies", "it is resolved"])
    vera.hangUp()
  })

  const visitorSays = async (body: string, here?: string) => {
    conversationId = (await vera.say(body, here || undefined)).conversation.id
  }
  const words = (body: string) => ({ id: randomUUID(), conversationId, body })
  const inAnHour = () => server.clock.now() + HOUR_MS

  const deeds: Record<string, () => Promise<unknown>> = {
    "the visitor writes": () => visitorSays("Is the yearly membership cheaper?", conversationId),
    "the visitor only thanks": () => visitorSays("Thank you!", conversationId),
    "the visitor begins anew": () => visitorSays("Is the yearly membership cheaper?"),
    "an agent replies": () => ana.call("message.send", words("Yes, by a fifth")),
    "a program replies with an agent's key": () => post(server, "message.send", words("Yes, by a fifth"), program),
    "an agent only greets": () => ana.call("message.send", words("Hello, one moment")),
    "a bot speaks": () =>
      house.inConversation(conversationId, (work) =>
        work.record({
          type: "message.posted",
          by: { kind: "bot" },
          message: { ...words("See the prices"), attachments: [] },
        }),
      ),
    "the system tells of the delay": () => server.elapse(2 * MINUTE_MS + 1),
    "an agent leaves a note": () => ana.call("note.add", words("A member since May")),
    "an agent has seen it": () => ana.call("seen.set", { conversationId, seq: ALL }),
    "an agent types": () => ana.call("typing.set", { conversationId, on: true }),
    "an agent takes it": () => ana.call("conversation.accept", { conversationId }),
    "it is transferred to another agent": () =>
      ana.call("conversation.assign", { conversationId, assigneeId: bo.agentId }),
    "it is given back to its team": async () => {
      await ana.call("conversation.assign", { conversationId, assigneeId: bo.agentId })
      await ana.call("conversation.assign", { conversationId, assigneeId: null })
    },
    "it is handed over to another team": () => ana.call("conversation.assign", { conversationId, teamId: refundsId }),
    "it is handed back to everybody": () => ana.call("conversation.assign", { conversationId, teamId: null }),
    "it is snoozed": () => ana.call("conversation.snooze", { conversationId, until: inAnHour() }),
    "it comes back from a snooze": async () => {
      await ana.call("conversation.snooze", { conversationId, until: server.clock.now() + SECOND_MS })
      await server.elapse(SECOND_MS)
    },
    "an agent says that no reply is needed": () => ana.ask("reply.waive", { conversationId }),
    "an agent promises a time": () => ana.call("promise.make", { conversationId, dueAt: inAnHour() }),
    "an agent says that a promise is kept": () => ana.ask("promise.keep", { conversationId }),
    "it is resolved": () => ana.call("conversation.resolve", { conversationId }),
    "an agent reopens it": () => ana.call("conversation.reopen", { conversationId }),
  }

  async function happen(what: readonly string[]): Promise<void> {
    for (const each of what) await named(deeds, each)()
  }

  const runningNow = async (): Promise<Timer[]> => {
    if (conversationId === "") return []
    const { conversation } = await ana.call("conversation.get", { conversationId })
    return conversation.timers.filter(({ stoppedAt }) => stoppedAt === null)
  }

  /** What becomes of the timers when something happens, beside those that ran before it. */
  async function becomeOf(before: string, what: string) {
    await happen(named(BEFORE, before))
    const were = await runningNow()
    await happen([what])
    return { were, became: changes(were, await runningNow()) }
  }

  describe.each(WAITS)("%s", (wait) => {
    test.each(rowsOf(WHILE_SOMEBODY_WAITS))("$what", async ({ what, says }) => {
      const { were, became } = await becomeOf(wait, what)
      const ran = (kind: TimerKind) => were.some((timer) => timer.kind === kind)
      const elseStarts = (kind: TimerKind) => (says(kind).startsWith("starts") ? "starts" : "-")
      expect(became).toEqual(forEachKind((kind) => (ran(kind) ? says(kind) : elseStarts(kind))))
    })
  })

  test.each(rowsOf(WHILE_NOBODY_WAITS))("$before, and $what", async ({ before, what, says }) => {
    expect((await becomeOf(before, what)).became).toEqual(forEachKind(says))
  })
})

/** The rows of a table; `says` gives the cell below a kind of timer. */
function rowsOf(table: string) {
  const [names = [], ...rows] = table
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
  return rows.map((cells) => {
    const says = (name: string) => cells[names.indexOf(name)] ?? ""
    return { before: says("before"), what: says("what"), says }
  })
}

function named<T>(all: Record<string, T>, name: string): T {
  const found = all[name]
  if (found === undefined) throw new Error(`the table says "${name}", which nothing here does`)
  return found
}

const forEachKind = (say: (kind: TimerKind) => string) =>
  Object.fromEntries(TIMER_KINDS.map((kind) => [kind, say(kind)]))

/** What became of the timers that ran, in the words of the table. One that runs on is due when it was. */
function changes(were: readonly Timer[], are: readonly Timer[]) {
  const facts = (timers: readonly Timer[], kind: TimerKind) =>
    timers.filter((timer) => timer.kind === kind).map(({ id, startedAt, dueAt }) => [id, startedAt, dueAt].join())
  return forEachKind((kind) => {
    const [before, after] = [facts(were, kind), facts(are, kind)]
    const stops = before.some((timer) => !after.includes(timer))
    if (after.some((timer) => !before.includes(timer))) return stops ? "starts anew" : "starts"
    if (stops) return "stops"
    return before.length > 0 ? "runs on" : "-"
  })
}
