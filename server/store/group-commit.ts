import { setTimeout as wait } from "node:timers/promises"
import { CompiledQuery, type Kysely, type Transaction } from "kysely"
import type { Store } from "./database"
import type { Schema } from "./schema"

/** What runs inside a commit. It waits for its own queries only: others wait for it. */
export type Unit<T> = (db: Transaction<Schema>) => Promise<T>

export type GroupCommit = {
  /**
   * Runs a unit in a transaction and resolves after its commit is durable. Units that wait together share one commit, a
   * savepoint each, so that one may fail alone. Units of one `key` run one after the other, in the order they came.
   */
  run<T>(key: string, unit: Unit<T>): Promise<T>
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>
}

type Job = { key: string; unit: Unit<unknown>; settle(outcome: Outcome): void; attempts: number }
type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown }

/** So many that one wait for the disk serves them all, so few that nobody else waits long for their turn of the loop. */
const GROUP_LENGTH = 64
/** Groups that run beside each other on PostgreSQL; SQLite has one writer. */
const LANES = { sqlite: 1, postgres: 4 }
const MOST_ATTEMPTS = 5
/** How long a database locked by another process is waited for before the caller is told. */
const LOCK_PATIENCE_MS = 2_000
const LOCK_RETRY_MS = 20

export function createGroupCommit(store: Store): GroupCommit {
  const waiting: Job[] = []
  const busy = new Set<string>()
  const resting: (() => void)[] = []
  let running = 0
  let scheduled = false

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    // What comes in this turn of the event loop shares the commit; nothing lingers longer.
    setImmediate(() => {
      scheduled = false
      pump()
    })
  }

  function pump(): void {
    while (running < LANES[store.dialect]) {
      const group = takeGroup()
      if (group.length === 0) break
      running++
      void commit(group).finally(() => {
        running--
        for (const job of group) busy.delete(job.key)
        if (waiting.length > 0) schedule()
        else if (running === 0) for (const rested of resting.splice(0)) rested()
      })
    }
  }

  /** On SQLite everything that waits, in order; on PostgreSQL one unit a conversation, in the order of their locks. */
  function takeGroup(): Job[] {
    if (store.dialect === "sqlite") return waiting.splice(0, GROUP_LENGTH)
    const group: Job[] = []
    for (let index = 0; index < waiting.length && group.length < GROUP_LENGTH; ) {
      const job = waiting[index]
      if (!job || busy.has(job.key)) {
        index++
        continue
      }
      waiting.splice(index, 1)
      busy.add(job.key)
      group.push(job)
    }
    return group.sort((one, other) => (one.key < other.key ? -1 : 1))
  }

  async function commit(group: Job[]): Promise<void> {
    const again: Job[] = []
    try {
      const outcomes = await inTransaction(store, group)
      group.forEach((job, index) => {
        const outcome = outcomes[index] ?? { ok: false, error: new Error("a unit of work without an outcome") }
        if (!outcome.ok && isCollision(outcome.error) && job.attempts++ < MOST_ATTEMPTS) again.push(job)
        else job.settle(outcome)
      })
    } catch (error) {
      if (isCollision(error)) again.push(...group.filter((job) => job.attempts++ < MOST_ATTEMPTS))
      for (const job of group) if (!again.includes(job)) job.settle({ ok: false, error })
    }
    waiting.unshift(...again)
  }

  return {
    run: (key, unit) =>
      new Promise((resolve, reject) => {
        const settle = (outcome: Outcome) => (outcome.ok ? resolve(outcome.value as never) : reject(outcome.error))
        waiting.push({ key, unit, settle, attempts: 0 })
        schedule()
      }),
    idle: () =>
      waiting.length === 0 && running === 0 ? Promise.resolve() : new Promise((rested) => resting.push(rested)),
  }
}

const SAVEPOINT = CompiledQuery.raw("savepoint unit")
const RELEASE = CompiledQuery.raw("release savepoint unit")
const ROLLBACK_UNIT = CompiledQuery.raw("rollback to savepoint unit")
const COMMIT = CompiledQuery.raw("commit")
const ROLLBACK = CompiledQuery.raw("rollback")
const BEGIN = { sqlite: CompiledQuery.raw("begin immediate"), postgres: CompiledQuery.raw("begin") }

function inTransaction(store: Store, group: Job[]): Promise<Outcome[]> {
  return store.db.connection().execute(async (connection) => {
    await begin(connection, store.dialect)
    try {
      const outcomes = await runAll(connection, group)
      await connection.executeQuery(COMMIT)
      return outcomes
    } catch (error) {
      // The connection may be gone, and its transaction with it; the first error is the one to tell.
      await connection.executeQuery(ROLLBACK).catch(() => {})
      throw error
    }
  })
}

/** A unit that has the transaction to itself needs no savepoint: what it failed at is taken back whole. */
async function runAll(connection: Kysely<Schema>, [first, ...others]: readonly Job[]): Promise<Outcome[]> {
  if (!first) return []
  if (others.length === 0) return [{ ok: true, value: await first.unit(connection as Transaction<Schema>) }]
  const outcomes = [await runOne(connection, first)]
  for (const job of others) outcomes.push(await runOne(connection, job))
  return outcomes
}

async function runOne(connection: Kysely<Schema>, job: Job): Promise<Outcome> {
  await connection.executeQuery(SAVEPOINT)
  try {
    const value = await job.unit(connection as Transaction<Schema>)
    await connection.executeQuery(RELEASE)
    return { ok: true, value }
  } catch (error) {
    await takeBack(connection, error)
    return { ok: false, error }
  }
}

async function takeBack(connection: Kysely<Schema>, cause: unknown): Promise<void> {
  try {
    await connection.executeQuery(ROLLBACK_UNIT)
    await connection.executeQuery(RELEASE)
  } catch {
    // A full disk or a lost line ended the whole transaction: everybody in it is told the cause, not that it is gone.
    throw cause
  }
}

async function begin(connection: Kysely<Schema>, dialect: Store["dialect"]): Promise<void> {
  const giveUpAt = performance.now() + LOCK_PATIENCE_MS
  for (;;) {
    try {
      await connection.executeQuery(BEGIN[dialect])
      return
    } catch (error) {
      if (!isLocked(error) || performance.now() > giveUpAt) throw error
      await wait(LOCK_RETRY_MS)
    }
  }
}

const codeOf = (error: unknown) => (error as { code?: unknown } | null)?.code

const isLocked = (error: unknown) => String(codeOf(error)).startsWith("SQLITE_BUSY")

/** PostgreSQL's serialization failure and deadlock: nothing is wrong with the unit, it may run again. */
const isCollision = (error: unknown) => codeOf(error) === "40001" || codeOf(error) === "40P01"
