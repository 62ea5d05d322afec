import type { Input, Output } from "../../../shared/protocol/types"
import { Refusal } from "../../core/refusal"
import type { AgentCaller, House } from "../../feature"
import type { Database, PushSubscriptionRow } from "../../store/schema"
import { sessionLives } from "../agents"

/** Nobody answers from more browsers than this; of those that agreed, the latest count. */
const MOST_BROWSERS_OF_ONE = 10
/** A browser that nobody reached for this long is given up. */
const GIVEN_UP_AFTER_MS = 7 * 86_400_000

/** An uncompressed point on P-256, and 128 random bits (RFC 8291). */
const PUBLIC_KEY_BYTES = 65
const AUTH_BYTES = 16

/**
 * Remembers a browser for as long as the session lasts in which it was said. Another agent at the same browser takes it
 * over: it never alerts two.
 */
export async function subscribe(
  house: House,
  { agentId, passId }: AgentCaller,
  { endpoint, keys, locale }: Input<"push.subscribe">,
): Promise<Output<"push.subscribe">> {
  const { clock, newId, outside, write } = house
  if (!outside.admits(endpoint)) {
    throw new Refusal("invalid_input", "endpoint must be the https address of a push service on the internet.")
  }
  if (bytesIn(keys.p256dh) !== PUBLIC_KEY_BYTES || bytesIn(keys.auth) !== AUTH_BYTES) {
    throw new Refusal("invalid_input", "keys must be those that the browser gave with the endpoint.")
  }
  await write(`push.${agentId}`, async (db) => {
    const now = clock.now()
    if (!(await sessionLives(db, passId, now))) {
      throw new Refusal("forbidden", "Only a browser in which an agent is signed in can be alerted.")
    }
    const told = { agentId, sessionId: passId, ...keys, locale, createdAt: now, failedSince: null }
    await db
      .insertInto("pushSubscription")
      .values({ id: newId(), endpoint, ...told })
      .onConflict((conflict) => conflict.column("endpoint").doUpdateSet(told))
      .execute()
    await keepLatest(db, agentId)
  })
  return {}
}

const bytesIn = (base64url: string) => Buffer.from(base64url, "base64url").length

async function keepLatest(db: Database, agentId: string): Promise<void> {
  const theirs = await db
    .selectFrom("pushSubscription")
    .select("id")
    .where("agentId", "=", agentId)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .execute()
  for (const { id } of theirs.slice(MOST_BROWSERS_OF_ONE)) await remove(db, id)
}

/** Whoever knows an endpoint sits at that browser, whomever it alerted before. */
export async function unsubscribe({ write }: House, endpoint: string): Promise<Output<"push.unsubscribe">> {
  await write(endpoint, (db) => db.deleteFrom("pushSubscription").where("endpoint", "=", endpoint).execute())
  return {}
}

/** A browser that may still be alerted; one whose agent signed out or was removed is forgotten. */
export async function liveSubscription(house: House, id: string): Promise<PushSubscriptionRow | null> {
  const { reads } = house.store
  const row = await reads.selectFrom("pushSubscription").selectAll().where("id", "=", id).executeTakeFirst()
  if (!row) return null
  if (await sessionLives(reads, row.sessionId, house.clock.now())) return row
  await forget(house, row)
  return null
}

export async function forget({ write }: House, { id }: Pick<PushSubscriptionRow, "id">): Promise<void> {
  await write(id, (db) => remove(db, id))
}

/** Remembers since when a browser is not reached, and gives it up when that is long ago. */
export async function noteFailure(house: House, { id, failedSince }: PushSubscriptionRow): Promise<void> {
  const now = house.clock.now()
  if (failedSince !== null && now - failedSince > GIVEN_UP_AFTER_MS) return forget(house, { id })
  if (failedSince === null) await noteFailedSince(house, id, now)
}

export async function noteSuccess(house: House, { id, failedSince }: PushSubscriptionRow): Promise<void> {
  if (failedSince !== null) await noteFailedSince(house, id, null)
}

async function noteFailedSince({ write }: House, id: string, failedSince: number | null): Promise<void> {
  await write(id, (db) => db.updateTable("pushSubscription").set({ failedSince }).where("id", "=", id).execute())
}

async function remove(db: Database, id: string): Promise<void> {
  await db.deleteFrom("pushSubscription").where("id", "=", id).execute()
}
