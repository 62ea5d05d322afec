import type { AgentConversation, Availability, CallError, Reply } from "../../shared/protocol/types"
import { locale, t } from "../locales"
import { connection } from "./client"
import { conversationBy, receiveContact, receiveConversation } from "./inbox"
import { agentBy, me, receiveAgents } from "./people"
import { noticeRefusal } from "./session"
import { say } from "./toasts"

type Changed = Reply<{ conversation: AgentConversation }>

/** Resolves with whether it is mine now. */
export async function accept(conversationId: string): Promise<boolean> {
  const reply = await connection.call("conversation.accept", { conversationId })
  if (reply.ok || reply.error.code !== "conflict") return took(reply)
  await tellWhoWon(conversationId)
  return false
}

/** Says no to what only I am asked to take. Resolves with whether the server knows. */
export async function decline(conversationId: string): Promise<boolean> {
  return took(await connection.call("offer.decline", { conversationId }))
}

/** Gives it to somebody, or back to the queue it is in. */
export async function assign(conversationId: string, assigneeId: string | null): Promise<void> {
  const before = conversationBy(conversationId)?.assigneeId ?? null
  if (!took(await connection.call("conversation.assign", { conversationId, assigneeId }))) return
  const undo = { label: t.common.undo, run: () => void assign(conversationId, before) }
  if (assigneeId === null) say(t.toasts.backInQueue, undo)
  else if (assigneeId !== me.value?.id) say(t.toasts.assigned(agentBy(assigneeId)?.name ?? ""), undo)
}

export async function resolve(conversationId: string): Promise<void> {
  if (!took(await connection.call("conversation.resolve", { conversationId }))) return
  say(t.toasts.resolved, { label: t.common.undo, run: () => void reopen(conversationId) })
}

export async function reopen(conversationId: string): Promise<void> {
  took(await connection.call("conversation.reopen", { conversationId }))
}

export async function setAvailability(availability: Availability): Promise<void> {
  const reply = await connection.call("presence.set", { availability })
  if (reply.ok) receiveAgents([reply.data.agent])
  else tell(reply.error)
}

export type ContactField = "name" | "email" | "phone"

/** Keeps what was learned of a person; resolves with what is wrong with it, or null when it is kept. */
export async function saveContact(
  contactId: string,
  field: ContactField,
  value: string | null,
): Promise<string | null> {
  const reply = await connection.call("contact.save", { contactId, [field]: value })
  if (!reply.ok) {
    noticeRefusal(reply.error)
    return reply.error.code === "invalid_input" ? t.person.wrong[field] : errorText(reply.error)
  }
  receiveContact(reply.data.contact)
  return null
}

/** Keeps whether somebody is a customer, which only agents see. */
export async function markCustomer(contactId: string, customer: boolean): Promise<void> {
  const reply = await connection.call("contact.save", { contactId, customer })
  if (reply.ok) receiveContact(reply.data.contact)
  else tell(reply.error)
}

/** What happened and what to do, in the panel's language: the server's own sentence where that is English. */
export function errorText(error: CallError): string {
  return locale.value === "en" ? error.message : t.errors[error.code]
}

/** Takes in what a conversation is now, or says why it is not; gives which of the two. */
export function took(reply: Changed): boolean {
  if (reply.ok) receiveConversation(reply.data.conversation)
  else tell(reply.error)
  return reply.ok
}

function tell(error: CallError): void {
  noticeRefusal(error)
  say(errorText(error))
}

/** Of two agents one was first: the other learns calmly who it was. */
async function tellWhoWon(conversationId: string): Promise<void> {
  took(await connection.call("conversation.get", { conversationId }))
  const winner = agentBy(conversationBy(conversationId)?.assigneeId)
  say(winner ? t.toasts.takenBy(winner.name) : t.toasts.taken)
}
