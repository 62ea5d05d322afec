import { setTimeout as wait } from "node:timers/promises"
import { until } from "../../until"
import type { Fault } from "../trial"
import type { World } from "../world"

/** Until everybody is back after the server is. */
const BACK_WITHIN_MS = 60_000

export const back = ({ clients }: World) =>
  until("everybody to be back", () => clients.every(({ isOnline }) => isOnline), BACK_WITHIN_MS)

async function restart({ nodes: [server], chance }: World, end: () => Promise<unknown>, downMs: [number, number]) {
  await end()
  await wait(chance.between(...downMs))
  await server.start()
}

/** What happens to the server's process. */
export const PROCESS_FAULTS: readonly Fault[] = [
  {
    row: "F01",
    name: "SIGKILL at any moment",
    times: 50,
    inject: async (world) => {
      await restart(world, world.nodes[0].kill, [0, 100])
      await back(world)
    },
  },
  {
    row: "F01",
    name: "SIGKILL, and down for seconds",
    times: 4,
    inject: async (world) => {
      await restart(world, world.nodes[0].kill, [1_000, 4_000])
      await back(world)
    },
  },
  {
    row: "F04",
    name: "SIGKILL as an answer leaves: committed, nobody told",
    times: 10,
    inShortSet: 2,
    inject: async (world) => {
      await Promise.any(world.lines.map((line) => line.cutAfter(0, "down")))
      await restart(world, world.nodes[0].kill, [0, 50])
      for (const line of world.lines) line.mend()
      await back(world)
    },
  },
  {
    row: "F01",
    name: "SIGKILL while it starts",
    times: 10,
    inject: async (world) => {
      const [server] = world.nodes
      await server.kill()
      const started = server.start().catch(() => {})
      await wait(world.chance.between(0, 800))
      await server.kill()
      await started
      await server.start()
    },
  },
  {
    row: "F27",
    name: "SIGTERM, as a deployment does",
    times: 8,
    inject: async (world) => {
      await restart(world, world.nodes[0].terminate, [0, 500])
      await back(world)
    },
  },
  {
    row: "F27",
    name: "SIGTERM, and SIGKILL before it is done",
    times: 8,
    inject: async (world) => {
      const [server] = world.nodes
      const ended = server.terminate()
      await wait(world.chance.between(0, 60))
      await server.kill()
      await ended
      await server.start()
    },
  },
  {
    row: "F35",
    name: "SIGSTOP for a second or two",
    times: 4,
    inject: (world) => frozen(world, world.chance.between(500, 2_000)),
  },
  {
    row: "F35",
    name: "SIGSTOP for longer than anybody waits for an answer",
    times: 1,
    inject: (world) => frozen(world, 12_000),
  },
  {
    row: "F50",
    name: "nobody reads what it logs",
    times: 1,
    world: { environment: { LOG_LEVEL: "trace" } },
    inject: async ({ nodes: [server] }) => {
      server.stopReading()
      await wait(5_000)
    },
  },
]

async function frozen(world: World, forMs: number): Promise<void> {
  const [server] = world.nodes
  server.freeze()
  await wait(forMs)
  server.thaw()
  await back(world)
}
