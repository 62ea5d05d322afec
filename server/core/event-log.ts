import { EVENT_AUDIENCE } from "../../shared/protocol/events"
import type { Event, EventOf, EventType, Person } from "../../shared/protocol/types"
import type { Database, EventRow } from "../store/schema"

type Told = "conversationId" | "seq" | "at" | "by" | "type"

/** An event before it has its place in the log. `at` is the unit of work's time unless the event is dated otherwise. */
export type EventDraft = {
  [Type in EventType]: { type: Type; by: Person; at?: number } & Omit<EventOf<Type>, Told>
}[EventType]

/** One event as each audience sees it; `visitor` is null where they never hear of it. */
export type Recorded = { agents: Event; visitor: Event | null }

export type Audience = "agents" | "visitor"

/** What a visitor may know of who did it: an agent's first name and no id. */
export function firstNameOnly(by: Person): Person {
  if (by.kind !== "agent") return by
  const firstName = by.name?.split(" ")[0]
  return firstName ? { kind: "agent", name: firstName } : { kind: "agent" }
}

type Place = { conversationId: string; seq: number; publicSeq: number | null; at: number }

export function recorded(draft: EventDraft, { conversationId, seq, publicSeq, at }: Place): Recorded {
  const event = { ...draft, conversationId, seq, at } as Event
  return { agents: event, visitor: publicSeq === null ? null : forVisitor(event, publicSeq) }
}

function forVisitor(event: Event, publicSeq: number): Event {
  return { ...event, seq: publicSeq, by: firstNameOnly(event.by) }
}

export const isPublic = (type: EventType) => EVENT_AUDIENCE[type] === "public"

/** The row of an event. What was said lives in the message's row alone, so that it can be erased in one place. */
export function eventRow(draft: EventDraft, { conversationId, seq, publicSeq, at }: Place): EventRow {
  const { type, by, at: _at, ...content } = draft
  const messageId = "message" in content ? content.message.id : "note" in content ? content.note.id : null
  return {
    conversationId,
    seq,
    publicSeq,
    type,
    at,
    byKind: by.kind,
    byId: by.id ?? null,
    byName: by.name ?? null,
    messageId,
    payloadJson: messageId === null && Object.keys(content).length > 0 ? JSON.stringify(content) : null,
  }
}

type StoredEvent = EventRow & { body: string | null; attachmentsJson: string | null }

/** Events of a conversation with what was said in them: the query every reader of the log starts from. */
export function selectEvents(db: Database) {
  return db
    .selectFrom("event")
    .leftJoin("message", "message.id", "event.messageId")
    .select([
      "event.conversationId",
      "event.seq",
      "event.publicSeq",
      "event.type",
      "event.at",
      "event.byKind",
      "event.byId",
      "event.byName",
      "event.messageId",
      "event.payloadJson",
      "message.body",
      "message.attachmentsJson",
    ])
}

/** A stored event as an audience sees it. */
export function eventFor(audience: Audience, row: StoredEvent): Event {
  const event = { ...place(row), ...content(row) } as Event
  return audience === "agents" ? event : forVisitor(event, row.publicSeq ?? row.seq)
}

function place(row: StoredEvent) {
  const by: Person = { kind: row.byKind }
  if (row.byId !== null) by.id = row.byId
  if (row.byName !== null) by.name = row.byName
  return { conversationId: row.conversationId, seq: row.seq, type: row.type, at: row.at, by }
}

function content(row: StoredEvent): object {
  if (row.messageId === null) return row.payloadJson === null ? {} : JSON.parse(row.payloadJson)
  const said = { id: row.messageId, body: row.body ?? "" }
  if (row.type === "note.added") return { note: said }
  return { message: { ...said, attachments: row.attachmentsJson === null ? [] : JSON.parse(row.attachmentsJson) } }
}
