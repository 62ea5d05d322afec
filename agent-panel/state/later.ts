import type { AgentConversation, Timer } from "../../shared/protocol/types"
import { isReply } from "../../shared/timer"
import { t } from "../locales"
import { whenDue } from "../locales/format"
import { contactName } from "../locales/names"
import { reopen, took } from "./actions"
import { connection } from "./client"
import { serverTime } from "./clock"
import { conversationBy } from "./inbox"
import { say } from "./toasts"
import { createWish } from "./wish"

/** Wishes to choose a time, to promise it or to snooze until it. */
export const wishToPromise = createWish()
export const wishToSnooze = createWish()

/** What was promised to the visitor and is neither kept nor put off. */
export function runningPromise({ timers }: AgentConversation): Timer | null {
  return timers.findLast(({ kind, stoppedAt }) => kind === "promise" && stoppedAt === null) ?? null
}

/** The reply that is owed now. */
export function owedReply({ timers }: AgentConversation): Timer | null {
  return timers.find((timer) => isReply(timer) && timer.stoppedAt === null) ?? null
}

/** Whether a wait was taken to the supervisors and goes on. */
export function isEscalated(conversation: AgentConversation): boolean {
  return conversation.status === "open" && (owedReply(conversation)?.escalatedAt ?? null) !== null
}

export async function promise(conversationId: string, dueAt: number): Promise<void> {
  const earlier = promiseIn(conversationId)
  if (!took(await connection.call("promise.make", { conversationId, dueAt }))) return
  say(t.later.said[earlier ? "putOff" : "promised"](nameIn(conversationId), whenDue(dueAt, serverTime())))
}

export async function keepPromise(conversationId: string): Promise<void> {
  if (!promiseIn(conversationId)) say(t.later.said.nothingPromised)
  else if (took(await connection.call("promise.keep", { conversationId }))) say(t.later.said.kept)
}

/** Says that what the visitor wrote last needs no reply. It cannot be undone, so it is said what it did. */
export async function waive(conversationId: string): Promise<void> {
  const conversation = conversationBy(conversationId)
  const owed = conversation && owedReply(conversation)
  if (owed?.kind !== "next-reply") say(owed ? t.later.said.firstOwed : t.later.said.nothingOwed)
  else if (took(await connection.call("reply.waive", { conversationId }))) {
    say(t.later.said.waived(nameIn(conversationId)))
  }
}

export async function snooze(conversationId: string, until: number): Promise<void> {
  if (!took(await connection.call("conversation.snooze", { conversationId, until }))) return
  const undo = { label: t.common.undo, run: () => void reopen(conversationId) }
  say(t.later.said.snoozed(whenDue(until, serverTime())), undo)
}

function promiseIn(conversationId: string): Timer | null {
  const conversation = conversationBy(conversationId)
  return conversation && runningPromise(conversation)
}

function nameIn(conversationId: string): string {
  const conversation = conversationBy(conversationId)
  return conversation ? contactName(conversation.contact) : t.conversation.visitor
}
