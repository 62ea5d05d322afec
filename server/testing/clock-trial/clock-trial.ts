import { randomUUID } from "node:crypto"
import { setTimeout as wait } from "node:timers/promises"
import { createChance } from "../../../shared/chance"
import { ANA } from "../kit"
import { post, signIn } from "../people"
import { until } from "../until"
import { examine, type Findings, stepsToCome } from "./findings"
import { startUnrulyServer, type UnrulyServer } from "./unruly-server"

export type Trial = {
  timers: number
  targetMs: number
  /** How long it takes until all timers run. */
  spreadMs: number
  kills: number
  seed: number
}

const HOUR_MS = 3_600_000
const LONGEST_PAUSE_MS = 1_500
/** How long a clock stays set before it is set back. */
const SET_FOR_MS = 3_000
const RETRY_AFTER_MS = 100
const PATIENCE_MS = 60_000

/**
 * Nobody answers anybody, the server is killed again and again, and its clock is set forward and back by an hour. Resolves
 * with what became of every step and breach.
 */
export async function clockTrial(trial: Trial): Promise<Findings> {
  const server = await startUnrulyServer()
  try {
    const cookie = await signIn(server, ANA)
    const targets = { firstTouchMs: trial.targetMs, nextReplyMs: null }
    const saved = await post(server, "policy.save", { targets, renewMs: null }, { cookie, origin: server.url })
    if (!saved.reply.ok) throw new Error(saved.reply.error.message)
    const endsAt = Date.now() + trial.spreadMs + trial.targetMs
    await Promise.all([everybodyWrites(server, trial), disturb(server, trial, endsAt)])
    await until("every step to be taken", () => stepsToCome(server.file) === 0, trial.targetMs + PATIENCE_MS)
    await server.stop()
    return examine(server.file, server.downtimes)
  } finally {
    await server.remove()
  }
}

async function everybodyWrites(server: UnrulyServer, { timers, spreadMs }: Trial): Promise<void> {
  const startedAt = Date.now()
  const writing: Promise<void>[] = []
  for (let each = 0; each < timers; each++) {
    const dueMs = startedAt + (each / timers) * spreadMs - Date.now()
    if (dueMs > 0) await wait(dueMs)
    writing.push(write(server))
  }
  await Promise.all(writing)
}

async function write(server: UnrulyServer): Promise<void> {
  const page = { url: "https://nightingale.example/pricing", title: "Prices" }
  const { token } = await insist(server, "visitor.start", { site: "default", page })
  const message = { id: randomUUID(), body: "Is the yearly membership cheaper?" }
  await insist(server, "message.send", message, { authorization: `Bearer ${token}` })
}

/** Calls until it is answered, as a widget does that was cut off. */
async function insist(server: UnrulyServer, name: "visitor.start" | "message.send", input: unknown, headers = {}) {
  for (;;) {
    const answered = await post(server, name, input, headers).catch(() => null)
    if (answered?.reply.ok) return answered.reply.data as { token: string }
    await wait(RETRY_AFTER_MS)
  }
}

/** Kills at random moments, each after the clock was set forward or back by an hour and set right again. */
async function disturb(server: UnrulyServer, { kills, seed }: Trial, endsAt: number): Promise<void> {
  const chance = createChance(seed)
  for (let each = 0; each < kills; each++) {
    const evenly = (endsAt - Date.now()) / (kills - each)
    const quietMs = Math.max(0, chance.between(0.2, 0.9) * evenly - SET_FOR_MS)
    await wait(quietMs)
    server.setClockBy(each % 2 ? HOUR_MS : -HOUR_MS)
    await wait(SET_FOR_MS)
    server.setClockBy(0)
    await wait(chance.between(0, 200))
    await server.killAndStart(chance.between(0, LONGEST_PAUSE_MS))
  }
}
