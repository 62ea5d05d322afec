import { createServer, type Server as HttpServer } from "node:http"
import type { Express } from "express"
import type { Config } from "./config"
import { createAlarm } from "./core/alarm"
import type { Clock } from "./core/clock"
import type { Log } from "./core/log"
import { createOutbox } from "./core/outbox"
import { createOutside, type Reach } from "./core/outside"
import type { Passwords } from "./core/passwords"
import { createReadiness } from "./core/readiness"
import type { Feature, Handlers, House } from "./feature"
import { noteRefusedOrigin } from "./features"
import { type Built, buildHouse } from "./house"
import { openStore, type Store, type StoreOptions } from "./store/database"
import { migrate } from "./store/migrate"
import { createDoor, type Door } from "./wire/door"
import { createHttp } from "./wire/http"
import { createLimits } from "./wire/limits"
import { CONNECTIONS_AN_ADDRESS, capConnections, createLineCap } from "./wire/line-cap"
import { createOrigins, isLoopback } from "./wire/origins"
import { createSockets } from "./wire/sockets"
import { createTurnstile, LINES_A_SECOND } from "./wire/turnstile"
import { createWhereFrom } from "./wire/where-from"
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
  passwords: Passwords
  embed(app: Express, http: HttpServer): void
  /** Where requests may go that somebody outside named the address of; absent, to the open internet only. */
  reach?: Reach
  /** Features beside the product's own: a test's. */
  more?: (house: House) => Feature[]
  onQuery?: StoreOptions["onQuery"]
}

/** Opens the store, builds the house on it and opens its doors. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { config, clock, log, passwords, reach, more, onQuery } = options
  const store = openStore({ databaseUrl: config.DATABASE_URL, dataDir: config.DATA_DIR, onQuery })
  try {
    const ran = await migrate(store)
    if (ran.length > 0) log.info({ steps: ran }, "the database was brought to this version")
    const built = await buildHouse({
      store,
      config,
      clock,
      log,
      passwords,
      outside: createOutside(reach),
      ...(more && { more }),
    })
    return await openDoors(built, options)
  } catch (error) {
    await store.close()
    throw error
  }
}

async function openDoors(built: Built, { config, clock, log, embed }: ServerOptions): Promise<Server> {
  const { house, features, commit, rooms, background } = built
  const { store } = house
  const deliveries = features.flatMap((feature) => feature.deliveries ?? [])
  const outbox = createOutbox({ store, commit, clock, background, deliveries, wakeBy: house.wakeBy })
  const alarm = createAlarm(clock, [...features.flatMap((feature) => feature.alarms ?? []), outbox], log)
  built.wakeWith(alarm.wakeBy)
  const notices = await startFeatures(features)

  const http = createServer(PATIENCE)
  let leaving = false
  const doors = createDoors(built, config, log, () => leaving)
  const secure = config.PUBLIC_URL.startsWith("https:")
  const behindProxy = !isLoopback(config.PUBLIC_URL)
  if (!behindProxy)
    capConnections(http, createLineCap({ on: config.RATE_LIMITS === "on", most: CONNECTIONS_AN_ADDRESS }))
  const isReady = createReadiness({ commit, clock, log })
  // Whoever calls again and again over one connection would keep the door open for ever.
  http.on("request", (_request, response) => void (leaving && response.setHeader("Connection", "close")))
  http.on(
    "request",
    createHttp({
      ...doors,
      features,
      isReady,
      log,
      secure,
      behindProxy,
      embed: (app) => embed(app, http),
    }),
  )
  const io = createSockets(http, {
    ...doors,
    turnstile: createTurnstile({ on: config.RATE_LIMITS === "on", clock }),
    log,
    connected: (connection) => tellFeatures("connected", (feature) => feature.connected?.(connection)),
    disconnected: (connection, why) =>
      tellFeatures("disconnected", (feature) => feature.disconnected?.(connection, why)),
  })
  rooms.attach(io)
  await listen(http, config)
  await alarm.start()
  return { http, store, notices, settled, stop }

  function tellFeatures(what: string, tell: (feature: Feature) => Promise<void> | undefined): void {
    for (const feature of features) {
      const told = tell(feature)
      if (told !== undefined) background.run(`${feature.name} ${what}`, told)
    }
  }

  async function settled(): Promise<void> {
    await alarm.settled()
    await background.idle()
    await commit.idle()
  }

  async function stop(): Promise<void> {
    leaving = true
    http.keepAliveTimeout = LEAVING_KEEP_ALIVE_MS
    const restart = { inMs: spreadMs(io.engine.clientsCount), at: clock.now() }
    for (const namespace of ["/visitor", "/agent"]) io.of(namespace).emit("restart", restart)
    await alarm.stop()
    await background.idle()
    await commit.idle()
    await new Promise<void>((closed) => void io.close(() => closed()))
    await background.idle()
    for (const feature of features) await feature.stop?.()
    await commit.idle()
    await store.close()
  }
}

/** Whoever opens a connection and says nothing, or says it letter by letter, is not waited for (V67). */
const PATIENCE = { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 }

/** A connection over which nobody calls any more is not waited for. */
const LEAVING_KEEP_ALIVE_MS = 1

async function startFeatures(features: readonly Feature[]): Promise<string[]> {
  const notices: string[] = []
  for (const feature of features) notices.push(...((await feature.start?.()) ?? []))
  return notices
}

function createDoors({ house, features, background }: Built, config: Config, log: Log, isLeaving: () => boolean) {
  const handlers: Handlers = Object.assign({}, ...features.map((feature) => feature.calls ?? {}))
  const called = (call: Parameters<NonNullable<Feature["called"]>>[0]) => {
    for (const feature of features) feature.called?.(call)
  }
  const limits = createLimits({ on: config.RATE_LIMITS === "on" })
  const whereFrom = createWhereFrom(config.PUBLIC_URL)
  const refused: Parameters<typeof createOrigins>[0]["refused"] = (siteId, origin, request) => {
    const asked = limits.take("unknown page", { caller: { kind: "nobody" }, origin: whereFrom(request) })
    const noted = asked.then(
      () => noteRefusedOrigin(house, siteId, origin),
      // Whoever makes up pages without end is told nothing else, and nobody is told of them.
      () => {},
    )
    background.run("refused origin", noted)
  }
  type Heard = (input: unknown, context: unknown) => Promise<void>
  const after: Parameters<typeof createDoor>[0]["after"] = (name, input, context) => {
    for (const feature of features) {
      const heard = (feature.after?.[name] as Heard | undefined)?.(input, context)
      if (heard) background.run(`${feature.name} after ${name}`, heard)
    }
  }
  const witness: Parameters<typeof createDoor>[0]["witness"] = async (name, input, caller) => {
    const seen = await Promise.all(features.flatMap((feature) => feature.witness?.(name, input, caller) ?? []))
    return async (output) => {
      for (const hear of seen) await hear?.(output)
    }
  }
  const answer = createDoor({ handlers, witness, after, limits, log, isLeaving, called })
  const door: Door = (name, input, knock) => {
    const reply = answer(name, input, knock)
    // A stop waits for whoever was let in.
    background.run(name, reply)
    return reply
  }
  return {
    door,
    limits,
    whereFrom,
    who: createWho(features.flatMap((feature) => feature.identify ?? [])),
    lineCap: createLineCap({ on: config.RATE_LIMITS === "on" }),
    origins: createOrigins({ publicUrl: config.PUBLIC_URL, features, refused }),
  }
}

const SHORTEST_SPREAD_MS = 500
const LONGEST_SPREAD_MS = 30_000

function spreadMs(lines: number): number {
  return Math.min(LONGEST_SPREAD_MS, Math.max(SHORTEST_SPREAD_MS, (lines / LINES_A_SECOND) * 1_000))
}

/** Whoever finds no room among those who wait to be let in is silently forgotten, and knocks again after one second, three, seven. */
const KNOCKING_AT_ONCE = 4_096

function listen(http: HttpServer, { HOST, PORT }: Config): Promise<void> {
  return new Promise((listening, failed) => {
    http.once("error", failed)
    http.listen({ port: PORT, host: HOST, backlog: KNOCKING_AT_ONCE }, () => {
      http.off("error", failed)
      listening()
    })
  })
}
