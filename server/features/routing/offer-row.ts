import type { Offer, OfferOutcome, Person } from "../../../shared/protocol/types"
import type { Work } from "../../feature"
import { hotQuery } from "../../store/hot-query"
import type { Database, OfferRow } from "../../store/schema"

export function toOffer(row: OfferRow): Offer {
  const { id, timerId, agentId, teamId, reason, fromJson, offeredAt, expiresAt } = row
  return {
    id,
    timerId,
    agentId,
    teamId,
    reason,
    from: fromJson === null ? null : JSON.parse(fromJson),
    offeredAt,
    expiresAt,
  }
}

const readLive = hotQuery<{ conversationId: string }, OfferRow>((db, { conversationId }) =>
  db.selectFrom("offer").selectAll().where("conversationId", "=", conversationId).where("endedAt", "is", null),
)

/** The offer of a conversation that nobody has answered yet. */
export async function liveOffer(db: Database, conversationId: string): Promise<OfferRow | null> {
  const [offer] = await readLive(db, { conversationId })
  return offer ?? null
}

/** The live offers of many conversations. */
export function liveOffers(db: Database, conversationIds: readonly string[]): Promise<OfferRow[]> {
  const [only, ...others] = conversationIds
  if (only !== undefined && others.length === 0) return readLive(db, { conversationId: only })
  return db
    .selectFrom("offer")
    .selectAll()
    .where("conversationId", "in", conversationIds)
    .where("endedAt", "is", null)
    .execute()
}

/** What an agent accepted and gave back, since they left, counts as left: they are asked again when they return. */
export async function giveBackAccepted(work: Work, agentId: string, outcome: "gone" | "away"): Promise<void> {
  await work.db
    .updateTable("offer")
    .set({ outcome })
    .where("conversationId", "=", work.conversation.id)
    .where("agentId", "=", agentId)
    .where("outcome", "=", "accepted")
    .execute()
}

/** Ends an offer, once, and says so in the conversation. */
export async function endOffer(work: Work, offer: OfferRow, outcome: OfferOutcome, by: Person): Promise<void> {
  const ended = await work.db
    .updateTable("offer")
    .set({ endedAt: work.now, outcome })
    .where("id", "=", offer.id)
    .where("endedAt", "is", null)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 1n) await work.record({ type: "offer.ended", by, offer: toOffer(offer), outcome })
}
