import { type Kysely, sql } from "kysely"

const USUAL_CAPACITY = 5
const TEN_MINUTES_MS = 600_000

/** First touch is enforced: policies with rules and ladders, steps still to come, teams, offers, and where to push to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await policies(db)
  await timers(db)
  await offers(db)
  await people(db)
  await db.schema.alterTable("conversation").addColumn("snoozedUntil", "bigint").execute()
  await sql`create index "conversationSnoozed" on "conversation" ("snoozedUntil") where "snoozedUntil" is not null`.execute(
    db,
  )
}

async function policies(db: Kysely<unknown>): Promise<void> {
  const policy = db.schema.alterTable("policy")
  await policy.addColumn("position", "integer", (column) => column.notNull().defaultTo(0)).execute()
  await policy.addColumn("appliesJson", "text", (column) => column.notNull().defaultTo("{}")).execute()
  await policy.addColumn("ladderJson", "text").execute()
  await policy.addColumn("renewMs", "bigint", (column) => column.defaultTo(TEN_MINUTES_MS)).execute()
  await policy.addColumn("questionsJson", "text", (column) => column.notNull().defaultTo("[]")).execute()
}

async function timers(db: Kysely<unknown>): Promise<void> {
  const timer = db.schema.alterTable("timer")
  for (const name of ["stoppedFor", "madeById", "extendedForId"]) await timer.addColumn(name, "text").execute()
  for (const name of ["waitedMs", "escalatedAt", "offeredSince"]) await timer.addColumn(name, "bigint").execute()
  await sql`update "timer" set "waitedMs" = "stoppedAt" - "startedAt", "stoppedFor" = 'reply' where "stoppedAt" is not null`.execute(
    db,
  )
  await sql`create index "timerByStart" on "timer" ("kind", "startedAt")`.execute(db)
  await db.schema
    .createTable("step")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("timerId", "text", (column) => column.notNull().references("timer.id"))
    .addColumn("conversationId", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("dueAt", "bigint", (column) => column.notNull())
    .execute()
  await db.schema.createIndex("stepDue").on("step").columns(["dueAt", "position"]).execute()
  await db.schema.createIndex("stepByTimer").on("step").column("timerId").execute()
  await db.schema.createIndex("stepByConversation").on("step").column("conversationId").execute()
}

async function offers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("offer")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("conversationId", "text", (column) => column.notNull().references("conversation.id"))
    .addColumn("timerId", "text", (column) => column.notNull())
    .addColumn("agentId", "text")
    .addColumn("teamId", "text")
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("fromJson", "text")
    .addColumn("offeredAt", "bigint", (column) => column.notNull())
    .addColumn("expiresAt", "bigint")
    .addColumn("endedAt", "bigint")
    .addColumn("outcome", "text")
    .execute()
  // A conversation is offered once at a time, whatever two nodes think.
  await sql`create unique index "offerLive" on "offer" ("conversationId") where "endedAt" is null`.execute(db)
  await sql`create index "offerExpiring" on "offer" ("expiresAt") where "endedAt" is null`.execute(db)
  await sql`create index "offerLiveByAgent" on "offer" ("agentId") where "endedAt" is null`.execute(db)
  await db.schema.createIndex("offerByTimer").on("offer").column("timerId").execute()
}

async function people(db: Kysely<unknown>): Promise<void> {
  const agent = db.schema.alterTable("agent")
  await agent.addColumn("awayFor", "text").execute()
  await agent.addColumn("capacity", "integer", (column) => column.notNull().defaultTo(USUAL_CAPACITY)).execute()
  await agent.addColumn("missedOffers", "integer", (column) => column.notNull().defaultTo(0)).execute()
  for (const name of ["lastTookAt", "givesBackAt"]) await agent.addColumn(name, "bigint").execute()
  await db.schema
    .alterTable("contact")
    .addColumn("customer", "integer", (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createTable("team")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("takesJson", "text", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .execute()
  await db.schema
    .createTable("teamMember")
    .addColumn("teamId", "text", (column) => column.notNull().references("team.id"))
    .addColumn("agentId", "text", (column) => column.notNull().references("agent.id"))
    .addPrimaryKeyConstraint("teamMemberKey", ["teamId", "agentId"])
    .execute()
  await db.schema
    .createTable("pushSubscription")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("agentId", "text", (column) => column.notNull().references("agent.id"))
    .addColumn("endpoint", "text", (column) => column.notNull().unique())
    .addColumn("p256dh", "text", (column) => column.notNull())
    .addColumn("auth", "text", (column) => column.notNull())
    .addColumn("locale", "text", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("failedSince", "bigint")
    .execute()
  await db.schema.createIndex("pushSubscriptionByAgent").on("pushSubscription").column("agentId").execute()
}
