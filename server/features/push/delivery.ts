import type { Delivery } from "../../core/outbox"
import { type Answer, OutOfReach } from "../../core/outside"
import type { House } from "../../feature"
import type { PushSubscriptionRow } from "../../store/schema"
import type { PushKeys } from "./keys"
import { occasionOf } from "./occasion"
import { type Parcel, PUSH, parcelSchema } from "./parcel"
import { sendPush } from "./send"
import { forget, liveSubscription, noteFailure, noteSuccess } from "./subscriptions"
import { alertOf } from "./words"

/** The push service no longer knows the browser, or never did. */
const GONE = [404, 410]
const TOO_MANY = 429

/** Carries parcels to push services. What comes too late to tell anybody anything is dropped, not tried again. */
export function pushDelivery(house: House, keys: PushKeys): Delivery {
  return {
    kind: PUSH,
    async deliver(payload) {
      const parcel = parcelSchema.parse(payload)
      const browser = await liveSubscription(house, parcel.subscriptionId)
      if (browser) await deliverTo(house, keys, browser, parcel)
    },
  }
}

async function deliverTo(house: House, keys: PushKeys, browser: PushSubscriptionRow, parcel: Parcel): Promise<void> {
  const now = house.clock.now()
  const occasion = await occasionOf(house.store.reads, parcel, browser.agentId, now)
  if (!occasion) return
  const alert = alertOf(occasion, parcel.conversationId, browser.locale)
  try {
    await take(house, browser, await sendPush(house, keys, browser, { alert, usefulMs: parcel.until - now }))
  } catch (error) {
    if (error instanceof OutOfReach) return forget(house, browser)
    await noteFailure(house, browser)
    throw error
  }
}

/** Throws what is worth another try. */
async function take(house: House, browser: PushSubscriptionRow, { status, text }: Answer): Promise<void> {
  if (status >= 200 && status < 300) return noteSuccess(house, browser)
  if (GONE.includes(status)) return forget(house, browser)
  if (status === TOO_MANY || status >= 500) throw new Error(`The push service answered ${status}: ${text}`)
  house.log.warn({ feature: PUSH, status, text }, "a push service refused an alert")
  await noteFailure(house, browser)
}
