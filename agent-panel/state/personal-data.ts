import type { CallError } from "../../shared/protocol/types"
import { connection } from "./client"
import { noticeRefusal } from "./session"

const CUT: CallError = { code: "unavailable", message: "The line was cut before all of it was there. Try again." }

/** All that is known of a contact and the files that were sent, as one ZIP; or why it was not given. */
export async function exportContact(contactId: string): Promise<Blob | CallError> {
  try {
    const response = await fetch(`/api/contact.export/${encodeURIComponent(contactId)}`, { method: "POST" })
    if (response.ok) return await response.blob()
    const { error } = await response.json()
    noticeRefusal(error)
    return error
  } catch {
    // No network, or half of it: a part of a ZIP is nothing to keep.
    return CUT
  }
}

/** Erases a contact; every panel hears of it by itself. */
export async function eraseContact(contactId: string): Promise<CallError | null> {
  const reply = await connection.call("contact.erase", { contactId })
  if (reply.ok || reply.error.code === "not_found") return null
  noticeRefusal(reply.error)
  return reply.error
}
