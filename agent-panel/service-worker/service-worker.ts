import type { PushAlert } from "../../shared/push-alert"
import { callOverHttp } from "../state/http-call"
import type { FromWorker } from "./messages"
import { type About, notification } from "./notification"
import type { PanelWindow, ServiceWorkerScope } from "./scope"
import { subscribe, subscriptionInput } from "./subscription"

/**
 * Alerts an agent while the panel is closed. It answers for no page and keeps no copy of one, so that nobody ever works
 * with yesterday's panel.
 */
declare const self: ServiceWorkerScope

const PANEL = "/panel/"
/** The panel may just have told of the same thing by itself: nobody is rung twice. */
const JUST_TOLD_MS = 5_000

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()))
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()))
self.addEventListener("push", (event) => {
  if (event.data) event.waitUntil(tell(event.data.json() as PushAlert))
})
self.addEventListener("notificationclick", (event) => {
  event.notification.close()
  event.waitUntil(open(aboutOf(event.notification)))
})
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribeAgain()))

/** Whoever looks at the panel sees it there; everybody else is shown a notification. */
async function tell(alert: PushAlert): Promise<void> {
  const lookedAt = (await panels()).find(({ focused, visibilityState }) => focused && visibilityState === "visible")
  if (lookedAt) say(lookedAt, { say: "pushed", alert })
  else await show(alert)
}

/** A later alert of a conversation takes the place of the earlier one, and rings anew. */
async function show({ conversationId, title, body, locale }: PushAlert): Promise<void> {
  const { registration } = self
  const toldAt = Date.now()
  const [before] = await registration.getNotifications({ tag: conversationId })
  const justTold = before !== undefined && toldAt - aboutOf(before).toldAt < JUST_TOLD_MS
  await registration.showNotification(title, {
    ...notification({ body, tag: conversationId, conversationId, toldAt }),
    lang: locale,
    renotify: !justTold,
  })
}

const aboutOf = (shown: Notification): About => shown.data

/** Goes to the panel that is open, or opens one, at the conversation that the notification was about. */
async function open({ conversationId }: About): Promise<void> {
  const [panel] = await panels()
  if (!panel) {
    const place = conversationId === null ? "" : `conversations/${encodeURIComponent(conversationId)}`
    return void (await self.clients.openWindow(PANEL + place))
  }
  await panel.focus()
  if (conversationId !== null) say(panel, { say: "open", conversationId })
}

/** The panels that stand open in this browser; the preview of the chat in settings is a frame in one. */
async function panels(): Promise<readonly PanelWindow[]> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  return windows.filter(({ url, frameType }) => frameType !== "nested" && new URL(url).pathname.startsWith(PANEL))
}

function say(panel: PanelWindow, message: FromWorker): void {
  panel.postMessage(message)
}

/** The browser changed where it is reached. The next opened panel puts the language right. */
async function subscribeAgain(): Promise<void> {
  const key = await callOverHttp("push.key", {})
  if (!key.ok) return
  const subscription = await subscribe(self.registration.pushManager, key.data.publicKey)
  const input = subscriptionInput(subscription, navigator.language)
  if (input) await callOverHttp("push.subscribe", input)
}
