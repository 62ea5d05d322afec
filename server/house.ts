import { hostname } from "node:os"
import { v7 as timeOrderedId } from "uuid"
import { createAudit } from "./core/audit"
import { type Background, createBackground } from "./core/background"
import { EPOCH, newEpoch } from "./core/epoch"
import { kept } from "./core/kept-secret"
import { createSummarise, type SummaryPart } from "./core/summary"
import { createUnitOfWork, type Reactions } from "./core/unit-of-work"
import type { Feature, House } from "./feature"
import { plugIn } from "./features"
import { createGroupCommit, type GroupCommit } from "./store/group-commit"
import { createRooms, type Rooms } from "./wire/rooms"

export type Built = {
  house: House
  features: readonly Feature[]
  commit: GroupCommit
  rooms: Rooms
  background: Background
  /** Hands in what wakes up for due times; until then the house forgets them, and the alarm looks when it starts. */
  wakeWith(wakeBy: (at: number) => void): void
}

type Parts = Pick<House, "store" | "config" | "clock" | "log" | "passwords" | "outside"> & {
  more?: (house: House) => Feature[]
}

/** The house with its features in it. Features need the house and the house asks them: its lists fill in last. */
export async function buildHouse({ store, config, clock, log, passwords, outside, more }: Parts): Promise<Built> {
  const commit = createGroupCommit(store)
  const rooms = createRooms()
  const background = createBackground(log)
  const reactions: Reactions[] = []
  const parts: SummaryPart[] = []
  const summarise = createSummarise(parts)
  let wake: (at: number) => void = () => {}
  const newId = () => timeOrderedId()
  const house: House = {
    ...createUnitOfWork({ commit, dialect: store.dialect, clock, reactions, summarise, publish: rooms.publish }),
    config,
    clock,
    log,
    store,
    passwords,
    outside,
    nodeId: `${hostname()}-${process.pid}-${timeOrderedId()}`,
    epoch: await kept(commit.run, EPOCH, newEpoch),
    newId,
    audit: createAudit({ write: commit.run, clock, newId }),
    write: (key, unit) => commit.run(key, unit),
    summarise,
    tell: rooms.tell,
    wakeBy: (at) => wake(at),
    background: background.run,
  }
  const features = [...(await plugIn(house)), ...(more?.(house) ?? [])]
  reactions.push(...features.flatMap((feature) => feature.reactions ?? []))
  parts.push(...features.flatMap((feature) => feature.summary ?? []))
  return {
    house,
    features,
    commit,
    rooms,
    background,
    wakeWith(wakeBy) {
      wake = wakeBy
    },
  }
}
