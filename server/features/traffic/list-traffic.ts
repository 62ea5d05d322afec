import type { Input, Output } from "../../../shared/protocol/types"
import { verdict } from "../../../shared/timer"
import { Refusal } from "../../core/refusal"
import type { House } from "../../feature"
import type { Database, TimerRow } from "../../store/schema"
import { type Arrival, busyWith, type Trace } from "./arrival"

const LONGEST_MS = 31 * 86_400_000
/** So many conversations are asked for at once: databases take only so many parameters. */
const IDS_AT_ONCE = 500

/** The conversations that began from a moment until another, in the order in which they began. */
export async function listTraffic(
  { store, clock }: House,
  { from, until }: Input<"traffic.list">,
): Promise<Output<"traffic.list">> {
  if (until < from) throw new Refusal("invalid_input", "until: must not come before `from`.")
  if (until - from > LONGEST_MS) throw new Refusal("invalid_input", "until: at most 31 days after `from`.")
  const began = await conversationsFrom(store.reads, from, until)
  const arrivals: Arrival[] = []
  for (let index = 0; index < began.length; index += IDS_AT_ONCE) {
    arrivals.push(...(await arrivalsOf(store.reads, began.slice(index, index + IDS_AT_ONCE), clock.now())))
  }
  return { arrivals }
}

type Began = { id: string; createdAt: number }

/** What began since a moment has changed since then too: that is what there is an index for. */
function conversationsFrom(db: Database, from: number, until: number): Promise<Began[]> {
  return db
    .selectFrom("conversation")
    .select(["id", "createdAt"])
    .where("updatedAt", ">=", from)
    .where("createdAt", ">=", from)
    .where("createdAt", "<", until)
    .orderBy("createdAt")
    .orderBy("id")
    .execute()
}

async function arrivalsOf(db: Database, began: readonly Began[], now: number): Promise<Arrival[]> {
  const ids = began.map(({ id }) => id)
  const [logs, timers] = [await logsOf(db, ids), await firstTouchesOf(db, ids)]
  return began.map(({ id, createdAt }) => ({
    at: createdAt,
    ...busyWith(createdAt, logs.get(id) ?? []),
    kept: wasKept(timers.get(id), now),
  }))
}

const TELLING = ["message.posted", "conversation.assigned", "conversation.resolved", "offer.made"]

async function logsOf(db: Database, ids: readonly string[]): Promise<Map<string, Trace[]>> {
  const traces = await db
    .selectFrom("event")
    .select(["conversationId", "type", "at", "byKind", "payloadJson"])
    .where("conversationId", "in", ids)
    .where("type", "in", TELLING)
    .orderBy("conversationId")
    .orderBy("seq")
    .execute()
  const logs = new Map<string, Trace[]>(ids.map((id) => [id, []]))
  for (const trace of traces) logs.get(trace.conversationId)?.push(trace)
  return logs
}

async function firstTouchesOf(db: Database, ids: readonly string[]): Promise<Map<string, TimerRow>> {
  const timers = await db
    .selectFrom("timer")
    .selectAll()
    .where("conversationId", "in", ids)
    .where("kind", "=", "first-touch")
    .execute()
  return new Map(timers.map((timer) => [timer.conversationId, timer]))
}

/** Null while nobody knows yet, and where there was no target. */
function wasKept(timer: TimerRow | undefined, now: number): boolean | null {
  const state = timer && verdict(timer, now).state
  return state === undefined || state === "running" ? null : state === "met"
}
