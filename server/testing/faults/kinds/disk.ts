import { setTimeout as wait } from "node:timers/promises"
import type { FaultyDisk } from "../../faulty-disk/faulty-disk"
import { until } from "../../until"
import type { Fault } from "../trial"
import type { World } from "../world"
import { back } from "./process"

const onDisk = (fault: Omit<Fault, "world">): Fault => ({ ...fault, world: { disk: "faulty" } })

/** What happens to the disk that SQLite writes to. */
export const DISK_FAULTS: readonly Fault[] = [
  onDisk({
    row: "F02",
    name: "power cut: only what was synced is there",
    times: 15,
    inject: (world) => powerCut(world, "synced"),
  }),
  onDisk({
    row: "F02",
    name: "power cut: of the rest some blocks are there",
    times: 15,
    inShortSet: 2,
    inject: (world) => powerCut(world, "torn"),
  }),
  onDisk({
    row: "F13",
    name: "disk full",
    times: 4,
    inShortSet: 1,
    inject: (world) => hurt(world, (disk) => disk.refuseWrites("ENOSPC")),
  }),
  onDisk({
    row: "F13",
    name: "disk that cannot be written",
    times: 4,
    inject: (world) => hurt(world, (disk) => disk.refuseWrites("EIO")),
  }),
  onDisk({
    row: "F13",
    name: "disk that cannot keep what was written",
    times: 4,
    inject: (world) => hurt(world, (disk) => disk.refuseSyncs()),
  }),
  onDisk({
    row: "F13",
    name: "disk full, and SIGKILL before there is room again",
    times: 4,
    async inject(world) {
      const { disk, server } = partsOf(world)
      disk.refuseWrites("ENOSPC")
      await wait(world.chance.between(100, 500))
      await server.kill()
      disk.mend()
      await server.start()
      await back(world)
    },
  }),
  onDisk({ row: "F13", name: "slow disk", times: 2, inject: (world) => hurt(world, (disk) => disk.slow(150)) }),
  onDisk({
    row: "F03",
    name: "SIGKILL between two of its writes and syncs",
    times: 20,
    async inject(world) {
      const { disk, server } = partsOf(world)
      disk.dieAt(Math.ceil(world.chance.between(0, 60)))
      await until("the server to be killed", () => server.hasEnded, 10_000)
      disk.mend()
      await server.start()
      await back(world)
    },
  }),
]

function partsOf({ disk, nodes: [server] }: World) {
  if (!disk) throw new Error("this world has no disk that fails")
  return { disk, server }
}

async function powerCut(world: World, what: "synced" | "torn"): Promise<void> {
  const { disk, server } = partsOf(world)
  await server.kill()
  await disk.cutPower(what, world.chance)
  await server.start()
  await back(world)
}

async function hurt(world: World, how: (disk: FaultyDisk) => void): Promise<void> {
  const { disk } = partsOf(world)
  how(disk)
  await wait(world.chance.between(300, 2_500))
  disk.mend()
}
