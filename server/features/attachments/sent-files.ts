import type { AttachmentRow, Database } from "../../store/schema"

/** The files of everything that was said with a contact, in no order. */
export function sentFiles(db: Database, contactId: string): Promise<AttachmentRow[]> {
  return db
    .selectFrom("attachment")
    .innerJoin("message", "message.id", "attachment.messageId")
    .innerJoin("conversation", "conversation.id", "message.conversationId")
    .selectAll("attachment")
    .where("conversation.contactId", "=", contactId)
    .execute()
}
