import webPush from "web-push"
import type { PushAlert } from "../../../shared/push-alert"
import type { Answer } from "../../core/outside"
import type { House } from "../../feature"
import type { PushSubscriptionRow } from "../../store/schema"
import { contactFor, type PushKeys } from "./keys"

/** Encrypts an alert for one browser (RFC 8291) and hands it to that browser's push service (RFC 8030). */
export function sendPush(
  { config, outside }: Pick<House, "config" | "outside">,
  keys: PushKeys,
  { endpoint, p256dh, auth }: Pick<PushSubscriptionRow, "endpoint" | "p256dh" | "auth">,
  { alert, usefulMs }: { alert: PushAlert; usefulMs: number },
): Promise<Answer> {
  const request = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(alert), {
    vapidDetails: { subject: contactFor(config.PUBLIC_URL), ...keys },
    TTL: Math.max(1, Math.ceil(usefulMs / 1_000)),
    urgency: "high",
    topic: topicOf(alert.conversationId),
  })
  return outside.post(endpoint, { headers: headersOf(request.headers), body: request.body })
}

const TOPIC_MAX_LETTERS = 32

/** What a later alert of the same conversation replaces while the browser sleeps. */
const topicOf = (conversationId: string) => conversationId.replaceAll("-", "").slice(-TOPIC_MAX_LETTERS)

const headersOf = (headers: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
