import type { SummaryPart } from "../../core/summary"
import { liveOffers, toOffer } from "./offer-row"

/** Who is asked to take a conversation now. */
export const offerSummary: SummaryPart = async (db, rows) => {
  const found = await liveOffers(
    db,
    rows.map(({ id }) => id),
  )
  const byConversation = new Map(found.map((offer) => [offer.conversationId, toOffer(offer)]))
  return { agents: ({ id }) => ({ offer: byConversation.get(id) ?? null }) }
}
