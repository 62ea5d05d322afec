import { type Kysely, sql } from "kysely"
import type { Dialect } from "../database"

/** The first schema: everything one conversation needs from the first message to the kept promise. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await settingsAndSites(db)
  await contacts(db, dialect)
  await conversations(db)
  await messages(db, dialect)
  await timers(db)
  await agents(db, dialect)
  await presenceAndOutbox(db)
  await search(db, dialect)
}

async function settingsAndSites(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("setting")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .execute()
  await db.schema
    .createTable("site")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("lookJson", "text", (column) => column.notNull())
    .addColumn("allowedOriginsJson", "text", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .execute()
  await db.schema
    .createTable("refusedOrigin")
    .addColumn("siteId", "text", (column) => column.notNull())
    .addColumn("origin", "text", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("lastAt", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("refusedOriginKey", ["siteId", "origin"])
    .execute()
  await db.schema
    .createTable("policy")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("targetsJson", "text", (column) => column.notNull())
    .addColumn("updatedAt", "bigint", (column) => column.notNull())
    .execute()
}

/** Full-text search on SQLite needs a row number that VACUUM leaves alone. */
const rowNumber = (dialect: Dialect) => (dialect === "sqlite" ? sql`"rowNumber" integer primary key,` : sql``)

async function contacts(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await sql`create table "contact" (
    ${rowNumber(dialect)}
    "id" text not null unique,
    "siteId" text not null references "site" ("id"),
    "name" text,
    "email" text,
    "phone" text,
    "createdAt" bigint not null,
    "updatedAt" bigint not null
  )`.execute(db)
}

async function conversations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("conversation")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("siteId", "text", (column) => column.notNull().references("site.id"))
    .addColumn("contactId", "text", (column) => column.notNull().references("contact.id"))
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("assigneeId", "text")
    .addColumn("teamId", "text")
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("publicSeq", "integer", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("updatedAt", "bigint", (column) => column.notNull())
    .addColumn("publicUpdatedAt", "bigint", (column) => column.notNull())
    .addColumn("pageJson", "text")
    .addColumn("lastMessageJson", "text")
    .addColumn("visitorSeenSeq", "integer", (column) => column.notNull())
    .addColumn("visitorSeenPublicSeq", "integer", (column) => column.notNull())
    .addColumn("agentsSeenSeq", "integer", (column) => column.notNull())
    .addColumn("agentsSeenPublicSeq", "integer", (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex("conversationByContact")
    .on("conversation")
    .columns(["contactId", "updatedAt", "id"])
    .execute()
  await db.schema
    .createIndex("conversationByStatus")
    .on("conversation")
    .columns(["status", "updatedAt", "id"])
    .execute()
  await db.schema.createIndex("conversationByChange").on("conversation").columns(["updatedAt", "id"]).execute()
}

async function messages(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await sql`create table "message" (
    ${rowNumber(dialect)}
    "id" text not null unique,
    "conversationId" text not null references "conversation" ("id"),
    "kind" text not null,
    "senderKind" text not null,
    "senderId" text not null,
    "body" text not null,
    "createdAt" bigint not null
  )`.execute(db)
  await db.schema.createIndex("messageByConversation").on("message").column("conversationId").execute()
  await db.schema
    .createTable("event")
    .addColumn("conversationId", "text", (column) => column.notNull().references("conversation.id"))
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("publicSeq", "integer")
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("byKind", "text", (column) => column.notNull())
    .addColumn("byId", "text")
    .addColumn("byName", "text")
    .addColumn("messageId", "text")
    .addColumn("payloadJson", "text")
    .addPrimaryKeyConstraint("eventKey", ["conversationId", "seq"])
    .execute()
  await db.schema
    .createIndex("eventByPublicSeq")
    .on("event")
    .columns(["conversationId", "publicSeq"])
    .unique()
    .execute()
  await db.schema.createIndex("eventByMessage").on("event").column("messageId").unique().execute()
}

async function timers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("timer")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("conversationId", "text", (column) => column.notNull().references("conversation.id"))
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("policyId", "text", (column) => column.notNull())
    .addColumn("startedAt", "bigint", (column) => column.notNull())
    .addColumn("targetMs", "bigint", (column) => column.notNull())
    .addColumn("dueAt", "bigint", (column) => column.notNull())
    .addColumn("stoppedAt", "bigint")
    .addColumn("breachAnnouncedAt", "bigint")
    .execute()
  await db.schema.createIndex("timerByConversation").on("timer").columns(["conversationId", "startedAt"]).execute()
  await sql`create index "timerToAnnounce" on "timer" ("dueAt", "id")
    where "stoppedAt" is null and "breachAnnouncedAt" is null`.execute(db)
}

/** better-auth's tables under our names, with its column types, and the ways in: invitations and keys. */
async function agents(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const moment = dialect === "sqlite" ? "date" : "timestamptz"
  const yesNo = dialect === "sqlite" ? "integer" : "boolean"
  await db.schema
    .createTable("agent")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("email", "text", (column) => column.notNull().unique())
    .addColumn("emailVerified", yesNo, (column) => column.notNull())
    .addColumn("image", "text")
    .addColumn("createdAt", moment, (column) => column.notNull())
    .addColumn("updatedAt", moment, (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("availability", "text", (column) => column.notNull())
    .addColumn("removedAt", "bigint")
    .execute()
  await db.schema
    .createTable("session")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("token", "text", (column) => column.notNull().unique())
    .addColumn("userId", "text", (column) => column.notNull().references("agent.id").onDelete("cascade"))
    .addColumn("expiresAt", moment, (column) => column.notNull())
    .addColumn("createdAt", moment, (column) => column.notNull())
    .addColumn("updatedAt", moment, (column) => column.notNull())
    .addColumn("ipAddress", "text")
    .addColumn("userAgent", "text")
    .execute()
  await db.schema.createIndex("sessionByAgent").on("session").column("userId").execute()
  await db.schema
    .createTable("account")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("accountId", "text", (column) => column.notNull())
    .addColumn("providerId", "text", (column) => column.notNull())
    .addColumn("userId", "text", (column) => column.notNull().references("agent.id").onDelete("cascade"))
    .addColumn("accessToken", "text")
    .addColumn("refreshToken", "text")
    .addColumn("idToken", "text")
    .addColumn("accessTokenExpiresAt", moment)
    .addColumn("refreshTokenExpiresAt", moment)
    .addColumn("scope", "text")
    .addColumn("password", "text")
    .addColumn("createdAt", moment, (column) => column.notNull())
    .addColumn("updatedAt", moment, (column) => column.notNull())
    .execute()
  await db.schema.createIndex("accountByAgent").on("account").column("userId").execute()
  await db.schema
    .createTable("verification")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("identifier", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("expiresAt", moment, (column) => column.notNull())
    .addColumn("createdAt", moment, (column) => column.notNull())
    .addColumn("updatedAt", moment, (column) => column.notNull())
    .execute()
  await db.schema.createIndex("verificationByIdentifier").on("verification").column("identifier").execute()
  await invitationsAndKeys(db)
}

async function invitationsAndKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("invitation")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("tokenHash", "text", (column) => column.notNull().unique())
    .addColumn("email", "text")
    .addColumn("name", "text")
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("expiresAt", "bigint", (column) => column.notNull())
    .addColumn("usedAt", "bigint")
    .execute()
  await db.schema
    .createTable("apiKey")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("agentId", "text", (column) => column.notNull().references("agent.id").onDelete("cascade"))
    .addColumn("secretHash", "text", (column) => column.notNull().unique())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("lastUsedAt", "bigint")
    .execute()
}

async function presenceAndOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("presence")
    .addColumn("connectionId", "text", (column) => column.primaryKey())
    .addColumn("nodeId", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("personId", "text", (column) => column.notNull())
    .addColumn("siteId", "text")
    .addColumn("pageJson", "text")
    .addColumn("connectedAt", "bigint", (column) => column.notNull())
    .addColumn("expiresAt", "bigint", (column) => column.notNull())
    .execute()
  await db.schema.createIndex("presenceByPerson").on("presence").columns(["kind", "personId"]).execute()
  await db.schema.createIndex("presenceByExpiry").on("presence").column("expiresAt").execute()
  await db.schema
    .createTable("outbox")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull().unique())
    .addColumn("payloadJson", "text", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("nextAttemptAt", "bigint", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("deliveredAt", "bigint")
    .addColumn("failure", "text")
    .execute()
  await sql`create index "outboxToDeliver" on "outbox" ("nextAttemptAt", "id") where "deliveredAt" is null`.execute(db)
}

async function search(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const searchable = dialect === "sqlite" ? searchableOnSqlite : searchableOnPostgres
  await searchable(db, "message", ["body"])
  await searchable(db, "contact", ["name", "email", "phone"])
}

/** An FTS5 index beside the table, kept in step by triggers. */
async function searchableOnSqlite(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  const index = sql.ref(`${table}Search`)
  const list = (prefix: string) => sql.join(columns.map((column) => sql.ref(prefix + column)))
  const source = sql.table(table)
  const add = sql`insert into ${index} (rowid, ${list("")}) values (new."rowNumber", ${list("new.")});`
  const remove = sql`insert into ${index} (${index}, rowid, ${list("")})
    values ('delete', old."rowNumber", ${list("old.")});`
  await sql`create virtual table ${index} using fts5(${list("")}, content=${sql.lit(table)},
    content_rowid='rowNumber', tokenize='unicode61 remove_diacritics 2')`.execute(db)
  await sql`create trigger ${sql.ref(`${table}SearchAdd`)} after insert on ${source} begin ${add} end`.execute(db)
  await sql`create trigger ${sql.ref(`${table}SearchRemove`)} after delete on ${source} begin ${remove} end`.execute(db)
  await sql`create trigger ${sql.ref(`${table}SearchChange`)} after update of ${list("")} on ${source}
    begin ${remove} ${add} end`.execute(db)
}

/** What PostgreSQL would keep whole (addresses, hosts, hyphened words) and people search by a part of. */
const PARTS_WORDS = "@._-+/:"

/** A generated column with an inverted index. */
async function searchableOnPostgres(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  const text = sql.join(
    columns.map((column) => sql`coalesce(${sql.ref(column)}, '')`),
    sql` || ' ' || `,
  )
  const words = sql`translate(${text}, ${sql.lit(PARTS_WORDS)}, ${sql.lit(" ".repeat(PARTS_WORDS.length))})`
  await sql`alter table ${sql.table(table)} add column "search" tsvector
    generated always as (to_tsvector('simple', ${words})) stored`.execute(db)
  await sql`create index ${sql.ref(`${table}Search`)} on ${sql.table(table)} using gin ("search")`.execute(db)
}
