import type { Attachment } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { AgentCaller, VisitorCaller, Work } from "../../feature"
import type { AttachmentRow } from "../../store/schema"
import { ownerOf } from "./owner"

/** Lets a message of the work carry files of its sender, all of them or none. What is shown of them stays with its words. */
export async function attach(
  { db, conversation }: Work,
  sender: VisitorCaller | AgentCaller,
  ids: readonly string[],
  messageId: string,
): Promise<Attachment[]> {
  if (ids.length === 0) return []
  const { ownerKind, ownerId } = ownerOf(sender)
  const rows = await db
    .updateTable("attachment")
    .set({ messageId, contactId: conversation.contactId })
    .where("id", "in", ids)
    .where("ownerKind", "=", ownerKind)
    .where("ownerId", "=", ownerId)
    .where("messageId", "is", null)
    .where("completedAt", "is not", null)
    .returningAll()
    .execute()
  if (rows.length !== ids.length) throw notFound("file")
  const attachments = ids.flatMap((id) => rows.filter((row) => row.id === id).map(toAttachment))
  await db
    .updateTable("message")
    .set({ attachmentsJson: JSON.stringify(attachments) })
    .where("id", "=", messageId)
    .execute()
  return attachments
}

export function toAttachment({ id, name, type, size, width, height }: AttachmentRow): Attachment {
  return { id, name, type: type ?? "application/octet-stream", size, width, height }
}
