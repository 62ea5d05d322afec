import { setTimeout as wait } from "node:timers/promises"
import { createChance } from "../../../shared/chance"
import { until } from "../until"
import { check, type Findings } from "./check"
import type { Client } from "./client"
import { buildWorld, type World, type WorldOptions } from "./world"

/** One kind of fault: what happens to a world while people write, and is over when `inject` resolves. */
export type Fault = {
  /** Its row in the list of faults, such as F06. */
  row: string
  name: string
  /** How often it happens in a full run, and in the short set that is part of the tests; absent: it is not in that. */
  times: number
  inShortSet?: number
  world?: Pick<WorldOptions, "store" | "nodes" | "disk" | "environment">
  inject(world: World): Promise<void>
  /** Runs once before the first one. */
  prepare?(world: World): Promise<void> | void
}

export type Outcome = {
  fault: Fault
  times: number
  acknowledged: number
  findings: Findings
}

type TrialOptions = {
  seed: number
  times?: number | undefined
  /** People go on writing until so much is acknowledged. */
  leastAcknowledged?: number
}

const VISITORS = 8
const LEAST_ACKNOWLEDGED = 400
/** Nobody writes more while so much of theirs is not acknowledged. */
const MOST_PENDING = 6
const WRITES_EVERY_MS = 15
const LONGEST_PAUSE_MS = 300
const DRAINED_WITHIN_MS = 90_000
/** Who only listens on a line that went dead learns of it from its pings: 30 s. */
const AGREED_WITHIN_MS = 45_000

/** People write to each other without a pause while a fault happens again and again; then everybody is compared. */
export async function trial(
  fault: Fault,
  { seed, times = fault.times, leastAcknowledged = LEAST_ACKNOWLEDGED }: TrialOptions,
): Promise<Outcome> {
  const chance = createChance(seed)
  const world = await buildWorld({ chance, visitors: VISITORS, ...fault.world })
  try {
    const writing = everybodyWrites(world)
    try {
      await until("the first messages", () => world.clients.every(({ conversationIds }) => conversationIds.length > 0))
      await fault.prepare?.(world)
      for (let time = 0; time < times; time++) {
        await wait(chance.between(0, LONGEST_PAUSE_MS))
        await fault.inject(world)
      }
      await until("enough to be acknowledged", () => acknowledged(world) >= leastAcknowledged, DRAINED_WITHIN_MS)
    } finally {
      await writing.stop()
    }
    await drained(world)
    await agreed(world)
    const sights = [...(await world.storedSights()), ...world.clients.flatMap((client) => client.sights())]
    const { sends } = world.ledger
    return {
      fault,
      times,
      acknowledged: acknowledged(world),
      findings: check({ sends, sights }),
    }
  } finally {
    await world.end()
  }
}

const acknowledged = ({ ledger }: World) => ledger.sends.filter(({ outcome }) => outcome === "ok").length

/** Visitors write to the shop, and Ana answers whom she knows, at both of her desks. */
function everybodyWrites({ visitors, agents, chance }: World): { stop(): Promise<void> } {
  let writes = true
  const write = async (client: Client, whereTo: () => string | undefined | null) => {
    while (writes) {
      const conversationId = whereTo()
      if (conversationId !== null && client.pending < MOST_PENDING) client.write(conversationId)
      await wait(chance.between(0, 2 * WRITES_EVERY_MS))
    }
  }
  const all = [
    ...visitors.map((visitor) => write(visitor, () => undefined)),
    ...agents.map((agent) =>
      write(agent, () => (agent.conversationIds.length === 0 ? null : chance.oneOf(agent.conversationIds))),
    ),
  ]
  return {
    async stop() {
      writes = false
      await Promise.all(all)
    },
  }
}

async function drained({ clients }: World): Promise<void> {
  await until(
    "everything to be acknowledged",
    () => clients.every(({ pending, isOnline }) => pending === 0 && isOnline),
    DRAINED_WITHIN_MS,
  )
}

/** Waits until those who see one conversation hold it up to the same event; the check tells where they never do. */
async function agreed({ clients, visitors, agents, nodes }: World): Promise<void> {
  const sides = [agents, clients.filter((client) => !agents.includes(client))]
  const isAgreed = () =>
    sides.every((side) =>
      visitors.every(({ conversationIds: [id = ""] }) => {
        const held = side.filter(({ conversationIds }) => conversationIds.includes(id)).map((each) => each.seqOf(id))
        return new Set(held).size === 1
      }),
    )
  const agree = async () => {
    // Two nodes do not tell each other what happens: each client asks for what it has not heard, steps of the ladder among it.
    if (nodes.length > 1) await Promise.all(clients.map((client) => client.catchUp()))
    return isAgreed()
  }
  await until("everybody to hold the same", agree, AGREED_WITHIN_MS).catch(() => {})
}
