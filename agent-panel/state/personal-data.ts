import type { CallError, Output } from "../../shared/protocol/types"
import { connection } from "./client"
import { noticeRefusal } from "./session"

/** All that is known of a contact, or why it was not given. */
export async function exportContact(contactId: string): Promise<Output<"contact.export"> | CallError> {
  const reply = await connection.call("contact.export", { contactId })
  if (reply.ok) return reply.data
  noticeRefusal(reply.error)
  return reply.error
}

/** Erases a contact; every panel hears of it by itself. */
export async function eraseContact(contactId: string): Promise<CallError | null> {
  const reply = await connection.call("contact.erase", { contactId })
  if (reply.ok || reply.error.code === "not_found") return null
  noticeRefusal(reply.error)
  return reply.error
}
