import type { AlarmSource } from "../../core/alarm"
import type { House, Work } from "../../feature"
import type { Database, OfferRow } from "../../store/schema"
import { offerNext } from "./offer-next"
import { liveOffer } from "./offer-row"
import { takeFromOffered } from "./take-away"
import { owedReply } from "./waits"

const OFFERS_A_ROUND = 200

/** An offer that rang long enough goes to the next, also where the ladder names no step for it. */
export function expiredOffers(house: House): AlarmSource {
  const { reads } = house.store
  return {
    name: "offers",
    async nextAt() {
      const [earliest] = await expiring(reads, Number.MAX_SAFE_INTEGER, 1)
      return earliest?.expiresAt ?? null
    },
    async ring(now) {
      const offers = await expiring(reads, now, OFFERS_A_ROUND)
      await Promise.all(
        offers.map(({ conversationId, id }) => house.inConversation(conversationId, (work) => expire(house, work, id))),
      )
    },
  }
}

function expiring(db: Database, by: number, limit: number): Promise<OfferRow[]> {
  return db
    .selectFrom("offer")
    .selectAll()
    .where("endedAt", "is", null)
    .where("expiresAt", "<=", by)
    .orderBy("expiresAt")
    .orderBy("id")
    .limit(limit)
    .execute()
}

async function expire(house: House, work: Work, offerId: string): Promise<void> {
  const offer = await liveOffer(work.db, work.conversation.id)
  if (offer?.id !== offerId || offer.expiresAt === null || offer.expiresAt > work.now) return
  const timer = await owedReply(work)
  const why = await takeFromOffered(house, work, "missed")
  if (timer) await offerNext(house, work, timer, why)
}
