import { once } from "node:events"
import { connect, createServer, type Server, type Socket } from "node:net"
import { setTimeout as wait } from "node:timers/promises"

/** Up is towards the server, down is towards whoever opened the line. */
export type Direction = "up" | "down"

/** A TCP line on loopback, between clients and a server or between a server and PostgreSQL, that fails as it is told. */
export type FaultLine = {
  url: string
  port: number
  /** How many connections were opened through it so far. */
  readonly opened: number
  /** Ends every connection now, by a reset where that is asked for, and refuses new ones until `mend`. */
  cut(how?: "end" | "reset"): void
  /** Carries so many bytes more in one direction, then cuts. Resolves when it has. */
  cutAfter(bytes: number, direction: Direction): Promise<void>
  /** Carries nothing any more, without telling anybody. `mend` opens the way to new connections; these stay dead. */
  swallow(...directions: readonly Direction[]): void
  /** Tells one side that the other says no more, and carries on the other way. */
  halfClose(direction: Direction): void
  /** Lets every piece wait, pass at a rate, or arrive in crumbs. */
  hold(how: Partial<Pace>): void
  /** Lets no WebSocket through, as some proxies do. */
  refuseUpgrades(): void
  /** Answers every request itself with a page, as a hotel's network does. */
  answer(status: number, page: string): void
  mend(): void
  /** Leads the next connections to another server. */
  leadTo(port: number): void
  close(): Promise<void>
}

type Pace = { delayMs: number; bytesPerSecond: number; crumbBytes: number }

type Conditions = {
  isCut: boolean
  swallowed: ReadonlySet<Direction>
  pace: Pace
  cutAt: { direction: Direction; bytesLeft: number; told: () => void } | null
  refusesUpgrades: boolean
  page: string | null
}

type Pair = { near: Socket; far: Socket; swallowed: ReadonlySet<Direction> }

const UNHURT: Readonly<Conditions> = {
  isCut: false,
  swallowed: new Set(),
  pace: { delayMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY, crumbBytes: Number.POSITIVE_INFINITY },
  cutAt: null,
  refusesUpgrades: false,
  page: null,
}

export async function createFaultLine(targetPort: number, targetHost = "127.0.0.1"): Promise<FaultLine> {
  const connections = new Set<Pair>()
  let conditions: Conditions = { ...UNHURT }
  let port = targetPort
  let opened = 0

  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (conditions.isCut) return void near.resetAndDestroy()
    opened++
    const far = connect({ port, host: targetHost, allowHalfOpen: true })
    const pair: Pair = { near, far, swallowed: conditions.swallowed }
    connections.add(pair)
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      socket.on("error", () => {})
      socket.on("close", () => {
        connections.delete(pair)
        near.destroy()
        far.destroy()
      })
    }
    void pump(pair, "up")
    void pump(pair, "down")
  })

  async function pump(pair: Pair, direction: Direction): Promise<void> {
    const [from, to] = direction === "up" ? [pair.near, pair.far] : [pair.far, pair.near]
    try {
      for await (const piece of from.iterator({ destroyOnReturn: false })) {
        if (direction === "up" && answeredInstead(from, piece)) return
        if (!pair.swallowed.has(direction)) await carry(piece, to, direction, pair)
      }
      if (!pair.swallowed.has(direction)) to.end()
    } catch {
      // A side that broke off ends the other: its `close` does that.
    }
  }

  function answeredInstead(near: Socket, piece: Buffer): boolean {
    const isUpgrade = /^upgrade: *websocket/im.test(piece.toString("latin1"))
    const page =
      conditions.page ?? (conditions.refusesUpgrades && isUpgrade ? httpPage(403, "No WebSockets here") : null)
    if (page === null) return false
    near.end(page)
    return true
  }

  async function carry(piece: Buffer, to: Socket, direction: Direction, pair: Pair): Promise<void> {
    for (let rest = piece; rest.length > 0; ) {
      const { delayMs, bytesPerSecond, crumbBytes } = conditions.pace
      const crumb = rest.subarray(0, Math.min(crumbBytes, Math.max(1, bytesPerSecond / TICKS_A_SECOND)))
      rest = rest.subarray(crumb.length)
      if (delayMs > 0) await wait(delayMs)
      if (bytesPerSecond < Number.POSITIVE_INFINITY) await wait(1_000 / TICKS_A_SECOND)
      if (conditions.isCut || pair.swallowed.has(direction)) return
      if (crossesCut(crumb, to, direction)) return
      if (!to.write(crumb)) await Promise.race([once(to, "drain"), once(to, "close")])
    }
  }

  /** Whether the line ends within this piece; what comes before the end still arrives. */
  function crossesCut(piece: Buffer, to: Socket, direction: Direction): boolean {
    const { cutAt } = conditions
    if (cutAt?.direction !== direction) return false
    if (piece.length < cutAt.bytesLeft) {
      cutAt.bytesLeft -= piece.length
      return false
    }
    conditions.isCut = true
    to.end(piece.subarray(0, cutAt.bytesLeft), () => {
      cut("end")
      cutAt.told()
    })
    return true
  }

  function cut(how: "end" | "reset"): void {
    conditions.isCut = true
    for (const { near, far } of connections) {
      for (const socket of [near, far]) how === "reset" ? socket.resetAndDestroy() : socket.destroy()
    }
  }

  const ownPort = await listen(server)
  return {
    url: `http://127.0.0.1:${ownPort}`,
    port: ownPort,
    get opened() {
      return opened
    },
    cut: (how = "end") => cut(how),
    cutAfter: (bytesLeft, direction) =>
      new Promise((told) => {
        conditions.cutAt = { direction, bytesLeft, told }
      }),
    swallow(...directions) {
      conditions.swallowed = new Set(directions)
      for (const pair of connections) pair.swallowed = conditions.swallowed
    },
    halfClose(direction) {
      for (const { near, far } of connections) (direction === "up" ? far : near).end()
    },
    hold(how) {
      conditions.pace = { ...UNHURT.pace, ...how }
    },
    refuseUpgrades() {
      conditions.refusesUpgrades = true
    },
    answer(status, page) {
      conditions.page = httpPage(status, page)
    },
    mend() {
      conditions = { ...UNHURT }
    },
    leadTo(next) {
      port = next
    },
    close: () =>
      new Promise((closed) => {
        cut("end")
        server.close(() => closed())
      }),
  }
}

/** How often a throttled line lets something through. */
const TICKS_A_SECOND = 20

function httpPage(status: number, page: string): string {
  const length = Buffer.byteLength(page)
  return `HTTP/1.1 ${status} Here\r\nContent-Type: text/html\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${page}`
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  if (!address || typeof address !== "object") throw new Error("the line has no port")
  return address.port
}
