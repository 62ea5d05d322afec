import type { Input } from "../../shared/protocol/types"

/** Agrees with the browser that it may be pushed to under this key; what was agreed under another one ends. */
export async function subscribe(manager: PushManager, publicKey: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: publicKey }
  const before = await manager.getSubscription()
  try {
    return await manager.subscribe(options)
  } catch (error) {
    if (!before) throw error
    await before.unsubscribe()
    return await manager.subscribe(options)
  }
}

/** What the server is told of it; null where the browser keeps a part of it to itself. */
export function subscriptionInput(subscription: PushSubscription, locale: string): Input<"push.subscribe"> | null {
  const { endpoint, keys: { p256dh, auth } = {} } = subscription.toJSON()
  return endpoint && p256dh && auth ? { endpoint, keys: { p256dh, auth }, locale } : null
}
