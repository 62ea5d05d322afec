import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { calls } from "../../../shared/protocol/calls"
import type { CallName, Reply } from "../../../shared/protocol/types"
import { startTestServer } from "../kit"
import { changedTables, storedRows } from "../stored-rows"
import { type Cast, gather } from "./cast"
import { EXAMPLES } from "./examples"
import { aboutNothing, createTrials, outcomeOf, TRANSPORTS, type Trial, type Trials } from "./trial"
import { ACTORS, type ActorName, type Expected, whoMay } from "./who-may"

const NAMES = Object.keys(calls) as CallName[]
const table = whoMay("call")
/** The least of those who have a way in: nobody's secret may be in what they are told. */
const LEAST: readonly ActorName[] = ["Bo", "Cleo", "Viktor", "Olga", "nobody"]

describe("who may call what", () => {
  let cast: Cast
  let trials: Trials
  const told: string[] = []

  beforeAll(async () => {
    cast = await gather(await startTestServer())
    trials = createTrials(cast)
  })
  afterAll(async () => {
    trials.close()
    await cast.server.stop()
  })

  async function attempt(trial: Trial): Promise<Reply<unknown>> {
    const reply = await trials.attempt(trial)
    if (LEAST.includes(trial.actor)) told.push(JSON.stringify(reply))
    return reply
  }

  /** Refused trials change nothing, so they share one Vera; where there is a row too many at their end, one of them did. */
  async function refusedOf(name: CallName, actors: readonly ActorName[]) {
    const vera = await cast.newVera()
    const input = await EXAMPLES[name]({ cast, vera, actor: "nobody" })
    const found: [string, string][] = []
    const learnt: string[] = []
    const before = await storedRows(cast.server)
    for (const [actor, transport] of eachWay(actors)) {
      const trial: Trial = { actor, name, transport, vera, input }
      const reply = await attempt(trial)
      found.push([`${actor} ${transport}`, outcomeOf(reply)])
      if (outcomeOf(reply) !== "404") continue
      const nothing = await attempt({ ...trial, input: aboutNothing(input, vera) })
      if (JSON.stringify(nothing) !== JSON.stringify(reply)) learnt.push(actor)
    }
    return { found, learnt, changed: changedTables(before, await storedRows(cast.server)) }
  }

  async function doneOf(name: CallName, actors: readonly ActorName[]): Promise<[string, string][]> {
    const found: [string, string][] = []
    for (const [actor, transport] of eachWay(actors)) {
      const vera = await cast.newVera()
      const input = await EXAMPLES[name]({ cast, vera, actor })
      found.push([`${actor} ${transport}`, outcomeOf(await attempt({ actor, name, transport, vera, input }))])
    }
    return found
  }

  test("each call has a row, and each row a call (V36)", () => {
    expect([...table.keys()].sort()).toEqual([...NAMES].sort())
  })

  test.each(NAMES)("%s is done for those of its row, and for nobody else (V20, V23, V36, V92)", async (name) => {
    const row = table.get(name)
    const [allowed, others] = [
      ACTORS.filter((actor) => row?.[actor] === "yes"),
      ACTORS.filter((actor) => row?.[actor] !== "yes"),
    ]
    const { found, learnt, changed } = await refusedOf(name, others)
    expect(Object.fromEntries([...found, ...(await doneOf(name, allowed))])).toEqual(inBothWays(row))
    expect({ changed, learnt }).toEqual({ changed: [], learnt: [] })
  })

  test("nobody's token, cookie or key stands in what others are told (V29)", () => {
    // After the trials above, whose answers these are.
    expect(told.length).toBeGreaterThan(NAMES.length)
    const everything = told.join("\n")
    expect(cast.secrets.filter((secret) => everything.includes(secret))).toEqual([])
  })
})

const eachWay = (actors: readonly ActorName[]) =>
  actors.flatMap((actor) => TRANSPORTS.map((transport) => [actor, transport] as const))

function inBothWays(row: Expected | undefined) {
  return Object.fromEntries(eachWay(ACTORS).map(([actor, transport]) => [`${actor} ${transport}`, row?.[actor]]))
}
