import { z } from "zod"
import { putInOutbox } from "../../core/outbox"
import type { House, Work } from "../../feature"
import { type Audience, browsersOf } from "./browsers"

export const PUSH = "push"

/** What waits to be pushed to one browser: whom it is about, never what was said. The words are found when it goes out. */
export const parcelSchema = z.object({
  subscriptionId: z.string(),
  conversationId: z.string(),
  timerId: z.string(),
  why: z.enum(["offer", "ring", "escalate", "remind"]),
  /** Null where nobody is asked to take it. */
  offerId: z.string().nullable(),
  /** From then on it tells nobody anything new. */
  until: z.number(),
})

export type Parcel = z.infer<typeof parcelSchema>
export type Why = Parcel["why"]

type Alert = Omit<Parcel, "subscriptionId" | "conversationId"> & { seq: number }

/** Lays an alert ready for every browser of those it is for, in the transaction of the event that gives rise to it. */
export async function layReady(house: House, work: Work, audience: Audience, { seq, ...alert }: Alert): Promise<void> {
  const conversationId = work.conversation.id
  const browsers = await browsersOf(work.db, audience)
  for (const subscriptionId of browsers) {
    const payload: Parcel = { subscriptionId, conversationId, ...alert }
    const key = `${PUSH} ${conversationId} ${seq} ${subscriptionId}`
    await putInOutbox(work.db, { id: house.newId(), kind: PUSH, key, payload, at: work.now })
  }
  if (browsers.length > 0) work.afterCommit(() => house.wakeBy(work.now))
}
