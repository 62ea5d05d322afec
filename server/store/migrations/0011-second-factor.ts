import { type Kysely, sql } from "kysely"
import type { Dialect } from "../database"

/** An agent may have a second factor, as the sign-in library keeps it, and a code of it works once. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const yesNo = dialect === "sqlite" ? "integer" : "boolean"
  const moment = dialect === "sqlite" ? sql`date` : sql`timestamptz`
  await db.schema.alterTable("agent").addColumn("twoFactorEnabled", yesNo).execute()
  await db.schema
    .createTable("twoFactor")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("secret", "text", (column) => column.notNull())
    .addColumn("backupCodes", "text", (column) => column.notNull())
    .addColumn("userId", "text", (column) => column.notNull().references("agent.id").onDelete("cascade"))
    .addColumn("verified", yesNo)
    .addColumn("failedVerificationCount", "integer")
    .addColumn("lockedUntil", moment)
    .execute()
  await sql`create unique index "twoFactorByAgent" on "twoFactor" ("userId")`.execute(db)
  await db.schema
    .createTable("usedCode")
    .addColumn("agentId", "text", (column) => column.notNull().references("agent.id").onDelete("cascade"))
    .addColumn("codeHash", "text", (column) => column.notNull())
    .addColumn("usedAt", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("usedCodeKey", ["agentId", "codeHash"])
    .execute()
}
