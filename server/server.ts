import { createServer, type Server as HttpServer } from "node:http"
import { hostname } from "node:os"
import type { Express } from "express"
import { v7 as timeOrderedId } from "uuid"
import type { Config } from "./config"
import { type Alarm, createAlarm } from "./core/alarm"
import type { Clock } from "./core/clock"
import type { Log } from "./core/log"
import { createOutbox } from "./core/outbox"
import { createSummarise, type SummaryPart } from "./core/summary"
import { createUnitOfWork, type Reactions } from "./core/unit-of-work"
import type { Feature, Handlers, House } from "./feature"
import { noteRefusedOrigin, plugIn } from "./features"
import { openStore, type Store } from "./store/database"
import { createGroupCommit } from "./store/group-commit"
import { migrate } from "./store/migrate"
import { createDoor } from "./wire/door"
import { createHttp } from "./wire/http"
import { createLimits } from "./wire/limits"
import { createOrigins } from "./wire/origins"
import { createRooms } from "./wire/rooms"
import { createSockets } from "./wire/sockets"
import { createWho } from "./wire/who"

export type Server = {
  http: HttpServer
  store: Store
  /** Lines that the person who starts the server should read. */
  notices: readonly string[]
  /** Resolves when whatever was due by now has been done. */
  settled(): Promise<void>
  /** Tells the clients, finishes what runs, and closes. */
  stop(): Promise<void>
}

export type ServerOptions = {
  config: Config
  clock: Clock
  log: Log
  embed(app: Express, http: HttpServer): void
  /** Features beside the product's own: a test's. */
  more?: (house: House) => Feature[]
}

/** Builds the house and opens its doors. */
export async function startServer({ config, clock, log, embed, more }: ServerOptions): Promise<Server> {
  const store = openStore({ databaseUrl: config.DATABASE_URL, dataDir: config.DATA_DIR })
  try {
    const ran = await migrate(store)
    if (ran.length > 0) log.info({ steps: ran }, "the database was brought to this version")
    return await openHouse(store, { config, clock, log, embed, ...(more && { more }) })
  } catch (error) {
    await store.close()
    throw error
  }
}

async function openHouse(store: Store, { config, clock, log, embed, more }: ServerOptions): Promise<Server> {
  const commit = createGroupCommit(store)
  const rooms = createRooms()
  // The features are plugged in once the house stands, and the house asks them: these lists fill in between.
  const features: Feature[] = []
  const reactions: Reactions[] = []
  const parts: SummaryPart[] = []
  let alarm: Alarm | null = null
  const summarise = createSummarise(parts)
  const background = (name: string, work: Promise<unknown>) => {
    work.catch((error) => log.error({ err: error, work: name }, "work in the background failed"))
  }
  const house: House = {
    ...createUnitOfWork({ commit, dialect: store.dialect, clock, reactions, summarise, publish: rooms.publish }),
    config,
    clock,
    log,
    store,
    nodeId: `${hostname()}-${process.pid}-${timeOrderedId()}`,
    newId: () => timeOrderedId(),
    write: (key, unit) => commit.run(key, unit),
    summarise,
    tell: rooms.tell,
    wakeBy: (at) => alarm?.wakeBy(at),
    background,
  }
  features.push(...(await plugIn(house)), ...(more?.(house) ?? []))
  reactions.push(...features.flatMap((feature) => feature.reactions ?? []))
  parts.push(...features.flatMap((feature) => feature.summary ?? []))

  const deliveries = features.flatMap((feature) => feature.deliveries ?? [])
  const outbox = createOutbox({ store, commit, clock, deliveries })
  alarm = createAlarm(clock, [...features.flatMap((feature) => feature.alarms ?? []), outbox], log)
  const notices: string[] = []
  for (const feature of features) notices.push(...((await feature.start?.()) ?? []))

  const handlers: Handlers = Object.assign({}, ...features.map((feature) => feature.calls ?? {}))
  const door = createDoor({
    handlers,
    limits: createLimits({ on: config.RATE_LIMITS === "on" }),
    log,
    called: (call) => {
      for (const feature of features) feature.called?.(call)
    },
  })
  const who = createWho(features.flatMap((feature) => feature.identify ?? []))
  const origins = createOrigins({
    publicUrl: config.PUBLIC_URL,
    features,
    refused: (siteId, origin) => background("refused origin", noteRefusedOrigin(house, siteId, origin)),
  })
  const http = createServer()
  const ready = async () => void (await store.reads.selectFrom("site").select("id").limit(1).execute())
  const secure = config.PUBLIC_URL.startsWith("https:")
  http.on("request", createHttp({ door, who, origins, features, ready, log, secure, embed: (app) => embed(app, http) }))
  const io = createSockets(http, {
    door,
    who,
    origins,
    log,
    connected: (connection) => {
      for (const { name, connected } of features) if (connected) background(name, connected(connection))
    },
    disconnected: (connection) => {
      for (const { name, disconnected } of features) if (disconnected) background(name, disconnected(connection))
    },
  })
  rooms.attach(io)
  await alarm.start()
  await listen(http, config)
  return { http, store, notices, settled, stop }

  async function settled(): Promise<void> {
    await alarm?.settled()
    await commit.idle()
  }

  async function stop(): Promise<void> {
    const lines = io.engine.clientsCount
    io.emit("restart", { inMs: spreadMs(lines), at: clock.now() })
    await alarm?.stop()
    await commit.idle()
    await new Promise<void>((closed) => void io.close(() => closed()))
    for (const feature of features) await feature.stop?.()
    await commit.idle()
    await store.close()
  }
}

/** So many lines return in a second that none of them notices the others. */
const LINES_BACK_A_SECOND = 800
const SHORTEST_SPREAD_MS = 500
const LONGEST_SPREAD_MS = 30_000

function spreadMs(lines: number): number {
  return Math.min(LONGEST_SPREAD_MS, Math.max(SHORTEST_SPREAD_MS, (lines / LINES_BACK_A_SECOND) * 1_000))
}

function listen(http: HttpServer, { HOST, PORT }: Config): Promise<void> {
  return new Promise((listening, failed) => {
    http.once("error", failed)
    http.listen(PORT, HOST, () => {
      http.off("error", failed)
      listening()
    })
  })
}
