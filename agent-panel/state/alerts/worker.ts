import { signal } from "@preact/signals"
import { t } from "../../locales"
import type { FromWorker } from "../../service-worker/messages"
import { connection } from "../client"
import { ownScript } from "../own-script"
import { openConversation } from "../queue"
import { say } from "../toasts"

const ADDRESS = "/panel/sw.js"

/** What runs for the panel while it is closed, and shows its notifications; null until it does, or where it cannot. */
export const worker = signal<ServiceWorkerRegistration | null>(null)

/** Starts the worker and does what it says. */
export function followWorker(): () => void {
  if (!("serviceWorker" in navigator)) return () => {}
  const { serviceWorker } = navigator
  const hear = ({ data }: MessageEvent<FromWorker>) => take(data)
  serviceWorker.addEventListener("message", hear)
  // A browser that does not let it run shows notifications as long as the panel is open.
  startWorker().catch(() => {})
  return () => serviceWorker.removeEventListener("message", hear)
}

/** Starts the worker, or finds it running. Rejects where the browser does not let it. */
export async function startWorker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(ownScript(ADDRESS))
  worker.value = await navigator.serviceWorker.ready
  return worker.value
}

function take(message: FromWorker): void {
  if (message.say === "open") openConversation(message.conversationId)
  else tellOnPage(message)
}

/** A panel that is connected shows it already; one that lost its line would not. */
function tellOnPage({ alert }: Extract<FromWorker, { say: "pushed" }>): void {
  if (connection.state.value === "online") return
  say(alert.title, { label: t.push.open, run: () => openConversation(alert.conversationId) })
}
