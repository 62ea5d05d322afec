CREATE TABLE "account" ("id" text primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "agent" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" date, "refreshTokenExpiresAt" date, "scope" text, "password" text, "createdAt" date not null, "updatedAt" date not null);

CREATE INDEX "accountByAgent" on "account" ("userId");

CREATE TABLE "agent" ("id" text primary key, "name" text not null, "email" text not null unique, "emailVerified" integer not null, "image" text, "createdAt" date not null, "updatedAt" date not null, "role" text not null, "availability" text not null, "removedAt" bigint);

CREATE TABLE "apiKey" ("id" text primary key, "name" text not null, "agentId" text not null references "agent" ("id") on delete cascade, "secretHash" text not null unique, "createdAt" bigint not null, "lastUsedAt" bigint);

CREATE TABLE "contact" ( "rowNumber" integer primary key, "id" text not null unique, "siteId" text not null references "site" ("id"), "name" text, "email" text, "phone" text, "createdAt" bigint not null, "updatedAt" bigint not null );

CREATE VIRTUAL TABLE "contactSearch" using fts5("name", "email", "phone", content='contact', content_rowid='rowNumber', tokenize='unicode61 remove_diacritics 2');

CREATE TRIGGER "contactSearchAdd" after insert on "contact" begin insert into "contactSearch" (rowid, "name", "email", "phone") values (new."rowNumber", "new"."name", "new"."email", "new"."phone"); end;

CREATE TRIGGER "contactSearchChange" after update of "name", "email", "phone" on "contact" begin insert into "contactSearch" ("contactSearch", rowid, "name", "email", "phone") values ('delete', old."rowNumber", "old"."name", "old"."email", "old"."phone"); insert into "contactSearch" (rowid, "name", "email", "phone") values (new."rowNumber", "new"."name", "new"."email", "new"."phone"); end;

CREATE TRIGGER "contactSearchRemove" after delete on "contact" begin insert into "contactSearch" ("contactSearch", rowid, "name", "email", "phone") values ('delete', old."rowNumber", "old"."name", "old"."email", "old"."phone"); end;

CREATE TABLE "conversation" ("id" text primary key, "siteId" text not null references "site" ("id"), "contactId" text not null references "contact" ("id"), "channel" text not null, "status" text not null, "assigneeId" text, "teamId" text, "seq" integer not null, "publicSeq" integer not null, "createdAt" bigint not null, "updatedAt" bigint not null, "publicUpdatedAt" bigint not null, "pageJson" text, "lastMessageJson" text, "visitorSeenSeq" integer not null, "visitorSeenPublicSeq" integer not null, "agentsSeenSeq" integer not null, "agentsSeenPublicSeq" integer not null);

CREATE INDEX "conversationByChange" on "conversation" ("updatedAt", "id");

CREATE INDEX "conversationByContact" on "conversation" ("contactId", "updatedAt", "id");

CREATE INDEX "conversationByStatus" on "conversation" ("status", "updatedAt", "id");

CREATE TABLE "event" ("conversationId" text not null references "conversation" ("id"), "seq" integer not null, "publicSeq" integer, "type" text not null, "at" bigint not null, "byKind" text not null, "byId" text, "byName" text, "messageId" text, "payloadJson" text, constraint "eventKey" primary key ("conversationId", "seq"));

CREATE UNIQUE INDEX "eventByMessage" on "event" ("messageId");

CREATE UNIQUE INDEX "eventByPublicSeq" on "event" ("conversationId", "publicSeq");

CREATE TABLE "invitation" ("id" text primary key, "tokenHash" text not null unique, "email" text, "name" text, "role" text not null, "createdAt" bigint not null, "expiresAt" bigint not null, "usedAt" bigint);

CREATE TABLE "message" ( "rowNumber" integer primary key, "id" text not null unique, "conversationId" text not null references "conversation" ("id"), "kind" text not null, "senderKind" text not null, "senderId" text not null, "body" text not null, "createdAt" bigint not null );

CREATE INDEX "messageByConversation" on "message" ("conversationId");

CREATE VIRTUAL TABLE "messageSearch" using fts5("body", content='message', content_rowid='rowNumber', tokenize='unicode61 remove_diacritics 2');

CREATE TRIGGER "messageSearchAdd" after insert on "message" begin insert into "messageSearch" (rowid, "body") values (new."rowNumber", "new"."body"); end;

CREATE TRIGGER "messageSearchChange" after update of "body" on "message" begin insert into "messageSearch" ("messageSearch", rowid, "body") values ('delete', old."rowNumber", "old"."body"); insert into "messageSearch" (rowid, "body") values (new."rowNumber", "new"."body"); end;

CREATE TRIGGER "messageSearchRemove" after delete on "message" begin insert into "messageSearch" ("messageSearch", rowid, "body") values ('delete', old."rowNumber", "old"."body"); end;

CREATE TABLE "migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);

CREATE TABLE "migrationLock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);

CREATE TABLE "outbox" ("id" text primary key, "kind" text not null, "key" text not null unique, "payloadJson" text not null, "createdAt" bigint not null, "nextAttemptAt" bigint not null, "attempts" integer not null, "deliveredAt" bigint, "failure" text);

CREATE INDEX "outboxToDeliver" on "outbox" ("nextAttemptAt", "id") where "deliveredAt" is null;

CREATE TABLE "policy" ("id" text primary key, "name" text not null, "targetsJson" text not null, "updatedAt" bigint not null);

CREATE TABLE "presence" ("connectionId" text primary key, "nodeId" text not null, "kind" text not null, "personId" text not null, "siteId" text, "pageJson" text, "connectedAt" bigint not null, "expiresAt" bigint not null);

CREATE INDEX "presenceByExpiry" on "presence" ("expiresAt");

CREATE INDEX "presenceByPerson" on "presence" ("kind", "personId");

CREATE TABLE "refusedOrigin" ("siteId" text not null, "origin" text not null, "count" integer not null, "lastAt" bigint not null, constraint "refusedOriginKey" primary key ("siteId", "origin"));

CREATE TABLE "session" ("id" text primary key, "token" text not null unique, "userId" text not null references "agent" ("id") on delete cascade, "expiresAt" date not null, "createdAt" date not null, "updatedAt" date not null, "ipAddress" text, "userAgent" text);

CREATE INDEX "sessionByAgent" on "session" ("userId");

CREATE TABLE "setting" ("key" text primary key, "value" text not null);

CREATE TABLE "site" ("id" text primary key, "name" text not null, "lookJson" text not null, "allowedOriginsJson" text not null, "createdAt" bigint not null);

CREATE TABLE "timer" ("id" text primary key, "conversationId" text not null references "conversation" ("id"), "kind" text not null, "policyId" text not null, "startedAt" bigint not null, "targetMs" bigint not null, "dueAt" bigint not null, "stoppedAt" bigint, "breachAnnouncedAt" bigint);

CREATE INDEX "timerByConversation" on "timer" ("conversationId", "startedAt");

CREATE INDEX "timerToAnnounce" on "timer" ("dueAt", "id") where "stoppedAt" is null and "breachAnnouncedAt" is null;

CREATE TABLE "verification" ("id" text primary key, "identifier" text not null, "value" text not null, "expiresAt" date not null, "createdAt" date not null, "updatedAt" date not null);

CREATE INDEX "verificationByIdentifier" on "verification" ("identifier")
