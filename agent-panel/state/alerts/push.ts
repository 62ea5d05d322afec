import { computed, effect, signal } from "@preact/signals"
import { locale } from "../../locales"
import { subscribe, subscriptionInput } from "../../service-worker/subscription"
import { connection } from "../client"
import { me } from "../people"
import { session } from "../session"
import { keep, kept } from "../storage"
import { permission, setNotifications } from "./choices"
import { startWorker, worker } from "./worker"

/** `insecure`: the panel is not on https, so that no browser offers it. */
export type PushState = "insecure" | "unsupported" | "denied" | "off" | "waiting" | "on" | "failed"

/** A browser that cannot reach its push service may not answer at all. */
const ANSWERS_WITHIN_MS = 15_000

/** Whether this browser alerts while the panel is closed. */
export const push = signal<PushState>(atRest())

/** Each agent chooses for this browser, and is found as they left it when they sign in again. */
const choiceOf = (agentId: string) => `push.${agentId}`

export async function turnPushOn(): Promise<void> {
  const agentId = me.value?.id
  if (agentId === undefined || !isSupported()) return
  push.value = "waiting"
  await setNotifications(true)
  keep(choiceOf(agentId), permission.value === "granted" ? "on" : null)
  await inTurn(() => keepInStepFor(agentId))
}

export async function turnPushOff(): Promise<void> {
  if (me.value) keep(choiceOf(me.value.id), null)
  await inTurn(endSubscription)
  push.value = atRest()
}

/** Whom this browser may alert: whoever is signed in. Undefined until the server has said who that is. */
const whose = computed(() => {
  if (session.value === "signed-out") return null
  return session.value === "signed-in" ? me.value?.id : undefined
})

/**
 * Keeps what the browser agreed to, and what the server knows of it, in step with who is signed in here and which language
 * they read: nobody is told what was meant for whoever sat here before.
 */
export function followPush(): () => void {
  push.value = atRest()
  if (!isSupported()) return () => {}
  return effect(() => {
    const agentId = whose.value
    const language = locale.value
    if (agentId !== undefined && language) void inTurn(() => keepInStepFor(agentId))
  })
}

async function keepInStepFor(agentId: string | null): Promise<void> {
  const wanted = agentId !== null && kept(choiceOf(agentId)) === "on" && permission.value === "granted"
  if (!wanted) {
    await endSubscription()
    push.value = atRest()
    return
  }
  push.value = "waiting"
  push.value = (await begin()) ? "on" : "failed"
}

/** Says to the browser and to the server, as often as it is called, that alerts come here. */
async function begin(): Promise<boolean> {
  const key = await connection.call("push.key", {})
  if (!key.ok) return false
  try {
    const subscription = await inGoodTime(agreement(key.data.publicKey))
    const input = subscriptionInput(subscription, locale.value)
    return input !== null && (await connection.call("push.subscribe", input)).ok
  } catch {
    // The browser could not reach its push service, or does not want to: there is a way to try again.
    return false
  }
}

async function agreement(publicKey: string): Promise<PushSubscription> {
  const { pushManager } = await startWorker()
  return subscribe(pushManager, publicKey)
}

function inGoodTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((answered, failed) => {
    const timeout = setTimeout(failed, ANSWERS_WITHIN_MS)
    answer.then(answered, failed).finally(() => clearTimeout(timeout))
  })
}

/** The browser forgets it first: whatever still comes for it finds nobody, even where the server cannot be told. */
async function endSubscription(): Promise<void> {
  try {
    const endpoint = await inGoodTime(endAgreement())
    if (endpoint !== null) await connection.call("push.unsubscribe", { endpoint })
  } catch {
    // Where the browser runs no worker it has agreed to nothing, and what its push service has lost is at an end.
  }
}

async function endAgreement(): Promise<string | null> {
  const { pushManager } = worker.value ?? (await startWorker())
  const subscription = await pushManager.getSubscription()
  await subscription?.unsubscribe()
  return subscription?.endpoint ?? null
}

let last: Promise<void> = Promise.resolve()

/** One after the other: whoever signs out while the browser still agrees to something must come after it. */
function inTurn(work: () => Promise<void>): Promise<void> {
  last = last.then(work)
  return last
}

function atRest(): PushState {
  if (globalThis.isSecureContext === false) return "insecure"
  if (!isSupported()) return "unsupported"
  return permission.value === "denied" ? "denied" : "off"
}

function isSupported(): boolean {
  return "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis
}
