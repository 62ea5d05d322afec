import { type Kysely, sql } from "kysely"

/** Files of messages. What is shown of them lies in the message's row, with its words. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("attachment")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("ownerKind", "text", (column) => column.notNull())
    .addColumn("ownerId", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("size", "integer", (column) => column.notNull())
    .addColumn("type", "text")
    .addColumn("width", "integer")
    .addColumn("height", "integer")
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("completedAt", "bigint")
    .addColumn("messageId", "text", (column) => column.references("message.id"))
    .addColumn("contactId", "text")
    .execute()
  await sql`create index "attachmentOfMessage" on "attachment" ("messageId")`.execute(db)
  await sql`create index "attachmentOfNone" on "attachment" ("createdAt") where "messageId" is null`.execute(db)
  await db.schema.alterTable("message").addColumn("attachmentsJson", "text").execute()
}
