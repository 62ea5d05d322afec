import type { Store } from "../store/database"
import type { GroupCommit } from "../store/group-commit"
import type { Database, OutboxRow } from "../store/schema"
import type { AlarmSource } from "./alarm"
import type { Background } from "./background"
import type { Clock } from "./clock"

/** One way out: what carries rows of its kind to the outside. It must be harmless to run twice for one key. */
export type Delivery = {
  kind: string
  /** Absent: a row is given up after so many failures. `done`: never, as for what was promised to be removed. */
  until?: "done"
  deliver(payload: unknown, key: string): Promise<void>
}

/** After so many failures a row is left lying, with its failure, for a person to look at. */
const MOST_ATTEMPTS = 12
const FIRST_RETRY_MS = 1_000
const SLOWEST_RETRY_MS = 3_600_000
/** While a node delivers a row, others leave it alone for this long. */
const CLAIM_MS = 60_000
/** What went out is remembered for this long, in case the same is put in again. */
const REMEMBERED_MS = 86_400_000
const FORGETS_EVERY_MS = 3_600_000
/** The outside may be slow: so many rows are under way at once, and the others wait. */
const CARRIED_AT_ONCE = 50

export type Parcel = { id: string; kind: string; key: string; payload: unknown; at: number }

/** Puts something that must go out beside the change it belongs to, in the same transaction. The same key goes out once. */
export async function putInOutbox(db: Database, { id, kind, key, payload, at }: Parcel): Promise<void> {
  await db
    .insertInto("outbox")
    .values({
      id,
      kind,
      key,
      payloadJson: JSON.stringify(payload),
      createdAt: at,
      nextAttemptAt: at,
      attempts: 0,
      deliveredAt: null,
      failure: null,
    })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute()
}

type Parts = {
  store: Store
  commit: GroupCommit
  clock: Clock
  background: Background
  deliveries: readonly Delivery[]
  wakeBy(at: number): void
}

type Carried = Pick<OutboxRow, "id" | "kind" | "key" | "payloadJson" | "attempts">

/**
 * Carries out what lies in the outbox, as an alarm does: at once, after a failure later and later, after a restart too.
 * The alarm only claims what is due; it does not wait for the outside, so that no slow address delays a timer.
 */
export function createOutbox({ store, commit, clock, background, deliveries, wakeBy }: Parts): AlarmSource {
  const kinds = new Map(deliveries.map((delivery) => [delivery.kind, delivery]))
  const neverGivenUp = deliveries.filter(({ until }) => until === "done").map(({ kind }) => kind)
  let carried = 0
  let forgetsAt = 0

  const waiting = (db: Database) =>
    db
      .selectFrom("outbox")
      .where("deliveredAt", "is", null)
      .where(({ or, eb }) =>
        or([eb("attempts", "<", MOST_ATTEMPTS), ...neverGivenUp.map((kind) => eb("kind", "=", kind))]),
      )
      .where("kind", "in", [...kinds.keys()])

  async function nextAt(): Promise<number | null> {
    if (kinds.size === 0 || carried >= CARRIED_AT_ONCE) return null
    const row = await waiting(store.reads)
      .select("nextAttemptAt")
      .orderBy("nextAttemptAt")
      .orderBy("id")
      .limit(1)
      .executeTakeFirst()
    return row?.nextAttemptAt ?? null
  }

  async function ring(now: number): Promise<void> {
    const due = await waiting(store.reads)
      .selectAll()
      .where("nextAttemptAt", "<=", now)
      .orderBy("nextAttemptAt")
      .orderBy("id")
      .limit(CARRIED_AT_ONCE - carried)
      .execute()
    for (const row of due) if (await claim(row.id, row.nextAttemptAt, now)) background.run("outbox", carry(row))
    if (now >= forgetsAt) await forgetDelivered(now)
  }

  async function forgetDelivered(now: number): Promise<void> {
    forgetsAt = now + FORGETS_EVERY_MS
    await commit.run("outbox", (db) =>
      db
        .deleteFrom("outbox")
        .where("deliveredAt", "<=", now - REMEMBERED_MS)
        .execute(),
    )
  }

  /** Of several nodes that see the row, one moves it on and may carry it. */
  async function claim(id: string, seenAt: number, now: number): Promise<boolean> {
    const claimed = await commit.run(id, (db) =>
      db
        .updateTable("outbox")
        .set((columns) => ({ nextAttemptAt: now + CLAIM_MS, attempts: columns("attempts", "+", 1) }))
        .where("id", "=", id)
        .where("nextAttemptAt", "=", seenAt)
        .where("deliveredAt", "is", null)
        .executeTakeFirst(),
    )
    return claimed.numUpdatedRows === 1n
  }

  async function carry(row: Carried): Promise<void> {
    carried++
    const failure = await attempt(row)
    // Rows that found no room were not counted as due.
    if (carried-- === CARRIED_AT_ONCE) wakeBy(clock.now())
    const now = clock.now()
    const columns =
      failure === null
        ? { deliveredAt: now, failure: null }
        : { nextAttemptAt: now + retryAfterMs(row.attempts), failure }
    await commit.run(row.id, (db) => db.updateTable("outbox").set(columns).where("id", "=", row.id).execute())
    if (columns.nextAttemptAt !== undefined) wakeBy(columns.nextAttemptAt)
  }

  async function attempt({ kind, key, payloadJson }: Carried): Promise<string | null> {
    try {
      await kinds.get(kind)?.deliver(JSON.parse(payloadJson), key)
      return null
    } catch (error) {
      // Whatever the outside did wrong, the row stays and is tried again.
      return error instanceof Error ? error.message : String(error)
    }
  }

  return { name: "outbox", nextAt, ring }
}

const retryAfterMs = (attempts: number) => Math.min(SLOWEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts)
