import { setTimeout as wait } from "node:timers/promises"
import type { Direction } from "../../fault-line"
import { metric, SLOW_AGENTS } from "../../metric"
import { until } from "../../until"
import type { Fault } from "../trial"
import type { World } from "../world"
import { back } from "./process"

/** The longest frame that people write here is about so long. */
const FRAME_BYTES = 260

const CUT_WITHIN_MS = 500
/** Before its pings would have told: those wait behind all that is not read. */
const CUT_OFF_WITHIN_MS = 15_000

/** Does something to every line, and mends them after a while. */
async function meanwhile(
  { lines, chance }: World,
  hurt: (line: World["lines"][number]) => void,
  forMs: [number, number],
) {
  for (const line of lines) hurt(line)
  await wait(chance.between(...forMs))
  for (const line of lines) line.mend()
}

/** Each line is cut after another number of bytes, all of them before this ends. */
async function cutAtRandom(world: World, direction: Direction, mostBytes: number): Promise<void> {
  await cutAt(world, direction, () => Math.floor(world.chance.between(0, mostBytes)))
}

async function cutAt({ lines }: World, direction: Direction, place: () => number): Promise<void> {
  await Promise.all(
    lines.map(async (line) => {
      // A line that has nothing to say is cut all the same.
      await Promise.race([line.cutAfter(place(), direction), wait(CUT_WITHIN_MS)])
      line.cut()
      line.mend()
    }),
  )
}

/** Lines are cut after the first byte, after the second, and so on, until every byte of a frame had its turn. */
function atEveryByte(name: string, direction: Direction): Fault {
  let next = 0
  const place = () => next++ % FRAME_BYTES
  return {
    row: "F06",
    name,
    times: 26,
    inject: async (world) => {
      await cutAt(world, direction, place)
      await back(world)
    },
  }
}

/** What happens to lines between people and the server. */
export const LINE_FAULTS: readonly Fault[] = [
  atEveryByte("cut on the way up, at every byte of a frame in turn", "up"),
  atEveryByte("cut on the way down, at every byte of an answer in turn", "down"),
  {
    row: "F06",
    name: "cut on the way up, anywhere in a frame",
    times: 12,
    inShortSet: 2,
    inject: async (world) => {
      await cutAtRandom(world, "up", FRAME_BYTES)
      await back(world)
    },
  },
  {
    row: "F06",
    name: "cut on the way down, anywhere in an acknowledgement or a push",
    times: 12,
    inject: async (world) => {
      await cutAtRandom(world, "down", 2_000)
      await back(world)
    },
  },
  {
    row: "F03",
    name: "cut before the first byte of an answer: committed, not acknowledged",
    times: 12,
    inShortSet: 2,
    inject: async (world) => {
      await cutAtRandom(world, "down", 1)
      await back(world)
    },
  },
  {
    row: "F06",
    name: "ended at both ends at once",
    times: 12,
    inject: async (world) => {
      await meanwhile(world, (line) => line.cut(), [0, 800])
      await back(world)
    },
  },
  {
    row: "F06",
    name: "reset",
    times: 12,
    inject: async (world) => {
      await meanwhile(world, (line) => line.cut("reset"), [0, 800])
      await back(world)
    },
  },
  {
    row: "F06",
    name: "half closed towards the server",
    times: 12,
    inject: async (world) => {
      for (const line of world.lines) line.halfClose("up")
      await back(world)
    },
  },
  {
    row: "F06",
    name: "half closed towards the client",
    times: 12,
    inject: async (world) => {
      for (const line of world.lines) line.halfClose("down")
      await back(world)
    },
  },
  {
    row: "F29",
    name: "half-open: nothing passes, nobody is told",
    times: 2,
    inject: async (world) => {
      await meanwhile(world, (line) => line.swallow("up", "down"), [500, 1_500])
      await back(world)
    },
  },
  {
    row: "F29",
    name: "half-open on the way up only",
    times: 2,
    inject: async (world) => {
      await meanwhile(world, (line) => line.swallow("up"), [500, 1_500])
      await back(world)
    },
  },
  {
    row: "F29",
    name: "half-open on the way down only",
    times: 2,
    inject: async (world) => {
      await meanwhile(world, (line) => line.swallow("down"), [500, 1_500])
      await back(world)
    },
  },
  {
    row: "F25",
    name: "slow on the way down",
    times: 3,
    inject: (world) => meanwhile(world, (line) => line.hold({ bytesPerSecond: 4_000 }), [1_000, 2_000]),
  },
  {
    row: "F25",
    name: "slow, then cut with much under way",
    times: 3,
    inject: async (world) => {
      await meanwhile(world, (line) => line.hold({ bytesPerSecond: 4_000 }), [500, 1_500])
      for (const line of world.lines) line.cut("reset")
      for (const line of world.lines) line.mend()
      await back(world)
    },
  },
  {
    row: "F25",
    name: "one desk reads a kilobyte a second while much is said, and is cut off",
    times: 2,
    inject: async (world) => {
      const desk = world.lines.at(-1)
      desk?.hold({ bytesPerSecond: 1_000 })
      await muchIsSaidUntilCutOff(world)
      desk?.hold({})
      await back(world)
    },
  },
  {
    row: "F06",
    name: "far away: every piece waits",
    times: 3,
    inject: (world) =>
      meanwhile(world, (line) => line.hold({ delayMs: world.chance.between(50, 400) }), [1_000, 2_000]),
  },
  {
    row: "F06",
    name: "in crumbs of three bytes",
    times: 3,
    inject: (world) => meanwhile(world, (line) => line.hold({ crumbBytes: 3 }), [500, 1_500]),
  },
  {
    row: "F06",
    name: "refused for a while",
    times: 4,
    inject: async (world) => {
      await meanwhile(world, (line) => line.cut(), [1_000, 4_000])
      await back(world)
    },
  },
  {
    row: "F30",
    name: "a proxy forbids WebSockets: long polling",
    times: 3,
    inject: async (world) => {
      await pollOnly(world)
      await wait(1_000)
    },
  },
  {
    row: "F30",
    name: "long polling, cut on the way up",
    times: 6,
    prepare: pollOnly,
    inject: async (world) => {
      await cutAtRandom(world, "up", 2_000)
      await pollOnly(world)
    },
  },
  {
    row: "F30",
    name: "long polling, cut on the way down",
    times: 6,
    inShortSet: 1,
    prepare: pollOnly,
    inject: async (world) => {
      await cutAtRandom(world, "down", 2_000)
      await pollOnly(world)
    },
  },
  {
    row: "F30",
    name: "WebSockets are forbidden and allowed in turn",
    times: 4,
    inject: async (world) => {
      await pollOnly(world)
      for (const line of world.lines) line.cut()
      for (const line of world.lines) line.mend()
      await back(world)
    },
  },
  {
    row: "F43",
    name: "a captive network answers with a page of its own",
    times: 3,
    inject: (world) => answeredBySomebodyElse(world, 200, "<html>Please sign in to our network</html>"),
  },
  {
    row: "F43",
    name: "a proxy answers 502 with a page of its own",
    times: 3,
    inject: (world) => answeredBySomebodyElse(world, 502, "<html>Bad gateway</html>"),
  },
  {
    row: "F43",
    name: "a proxy answers with nothing at all",
    times: 3,
    inject: (world) => answeredBySomebodyElse(world, 200, ""),
  },
]

const LONG = "話".repeat(5_000)
const MOST_UNDER_WAY = 3

/** The network itself takes some megabytes that nobody reads before anything waits for it. */
async function muchIsSaidUntilCutOff({ nodes: [server], visitors }: World): Promise<void> {
  const before = await metric(server, SLOW_AGENTS)
  await until(
    "who reads too little to be cut off",
    async () => {
      for (const visitor of visitors) if (visitor.pending < MOST_UNDER_WAY) visitor.write(undefined, LONG)
      return (await metric(server, SLOW_AGENTS)) > before
    },
    CUT_OFF_WITHIN_MS,
  )
}

async function pollOnly(world: World): Promise<void> {
  for (const line of world.lines) line.cut()
  for (const line of world.lines) {
    line.mend()
    line.refuseUpgrades()
  }
  await back(world)
}

async function answeredBySomebodyElse(world: World, status: number, page: string): Promise<void> {
  for (const line of world.lines) line.cut()
  for (const line of world.lines) line.mend()
  await meanwhile(world, (line) => line.answer(status, page), [1_000, 3_000])
  await back(world)
}
