import type { Transaction } from "kysely"
import type { EventType } from "../../shared/protocol/types"
import type { Dialect } from "../store/database"
import type { GroupCommit } from "../store/group-commit"
import { hotQuery } from "../store/hot-query"
import type { ConversationRow, EventRow, Schema } from "../store/schema"
import type { Clock } from "./clock"
import { type EventDraft, eventRow, isPublic, type Recorded, recorded } from "./event-log"
import { notFound } from "./refusal"
import type { Summarise, Summary } from "./summary"

type Changeable = Pick<
  ConversationRow,
  | "status"
  | "assigneeId"
  | "teamId"
  | "lastMessageJson"
  | "visitorSeenSeq"
  | "visitorSeenPublicSeq"
  | "agentsSeenSeq"
  | "agentsSeenPublicSeq"
  | "snoozedUntil"
>

/** What a verb works with while it holds one conversation's row. */
export type Work = {
  readonly db: Transaction<Schema>
  readonly now: number
  /** The row as it stands, with the changes of this work. */
  readonly conversation: Readonly<ConversationRow>
  change(columns: Partial<Changeable>): void
  /** Appends an event and runs the features' reactions to it, in the same transaction. */
  record(draft: EventDraft): Promise<Recorded>
  /** Runs once the commit is durable; never when it failed. */
  afterCommit(tell: () => void): void
}

export type Done<T> = { value: T; summary: Summary }

/** What a commit changed, for those who tell the world. */
export type Published = { row: ConversationRow; events: readonly Recorded[]; summary: Summary }

export type Reaction<Type extends EventType = EventType> = (
  work: Work,
  draft: Extract<EventDraft, { type: Type }>,
  event: Recorded,
) => Promise<void>

export type Reactions = { [Type in EventType]?: Reaction<Type> }

export type UnitOfWork = {
  /** The only way to change a conversation: takes its row first, stores the change and its events together. */
  inConversation<T>(id: string, verb: (work: Work) => Promise<T>): Promise<Done<T>>
  /** The only way to open one. `make` gives the row to insert; it may throw when there is one already. */
  inNewConversation<T>(
    contactId: string,
    make: (db: Transaction<Schema>, now: number) => Promise<ConversationRow>,
    verb: (work: Work) => Promise<T>,
  ): Promise<Done<T>>
}

type Parts = {
  commit: GroupCommit
  dialect: Dialect
  clock: Clock
  reactions: readonly Reactions[]
  summarise: Summarise
  publish(published: Published): void
}

export function createUnitOfWork(parts: Parts): UnitOfWork {
  const { commit, clock, dialect } = parts
  return {
    inConversation: (id, verb) =>
      runAndTell(parts, id, async (db) => {
        const arrivedAt = clock.now()
        const row = await takeRow(db, dialect, id)
        return work(parts, db, notBefore(row, arrivedAt), row, verb)
      }),
    inNewConversation: (contactId, make, verb) =>
      runAndTell(parts, contactId, async (db) => {
        const now = clock.now()
        const row = await make(db, now)
        await db.insertInto("conversation").values(row).execute()
        return work(parts, db, now, row, verb)
      }),
  }

  async function runAndTell<T>(
    { publish }: Parts,
    key: string,
    unit: (db: Transaction<Schema>) => Promise<Worked<T>>,
  ): Promise<Done<T>> {
    const worked = await commit.run(key, unit)
    if (worked.events.length > 0) publish(worked)
    for (const tell of worked.afterCommit) tell()
    return { value: worked.value, summary: worked.summary }
  }
}

/** Time never runs back in a conversation: nodes' clocks differ, and a clock may be set back (T9, F10). */
const notBefore = ({ updatedAt }: ConversationRow, now: number) => Math.max(updatedAt, now)

/** One lock orders everything in a conversation: SQLite has one writer, PostgreSQL holds the row. */
async function takeRow(db: Transaction<Schema>, dialect: Dialect, id: string): Promise<ConversationRow> {
  const [row] = await (dialect === "postgres" ? lockRow : readRow)(db, { id })
  if (!row) throw notFound("conversation")
  return row
}

const readRow = hotQuery<{ id: string }, ConversationRow>((db, { id }) =>
  db.selectFrom("conversation").selectAll().where("id", "=", id),
)

const lockRow = hotQuery<{ id: string }, ConversationRow>((db, { id }) =>
  db.selectFrom("conversation").selectAll().where("id", "=", id).forUpdate(),
)

const insertEvent = hotQuery<EventRow>((db, row) =>
  db.insertInto("event").values({
    conversationId: row.conversationId,
    seq: row.seq,
    publicSeq: row.publicSeq,
    type: row.type,
    at: row.at,
    byKind: row.byKind,
    byId: row.byId,
    byName: row.byName,
    messageId: row.messageId,
    payloadJson: row.payloadJson,
  }),
)

/** Everything of a conversation that can change; who it is with and when it began never do. */
const storeRow = hotQuery<ConversationRow>((db, row) =>
  db
    .updateTable("conversation")
    .set({
      status: row.status,
      assigneeId: row.assigneeId,
      teamId: row.teamId,
      seq: row.seq,
      publicSeq: row.publicSeq,
      updatedAt: row.updatedAt,
      publicUpdatedAt: row.publicUpdatedAt,
      lastMessageJson: row.lastMessageJson,
      visitorSeenSeq: row.visitorSeenSeq,
      visitorSeenPublicSeq: row.visitorSeenPublicSeq,
      agentsSeenSeq: row.agentsSeenSeq,
      agentsSeenPublicSeq: row.agentsSeenPublicSeq,
      snoozedUntil: row.snoozedUntil,
    })
    .where("id", "=", row.id),
)

type Worked<T> = Done<T> & Published & { afterCommit: readonly (() => void)[] }

async function work<T>(
  { reactions, summarise }: Parts,
  db: Transaction<Schema>,
  now: number,
  taken: ConversationRow,
  verb: (work: Work) => Promise<T>,
): Promise<Worked<T>> {
  let row = taken
  const events: Recorded[] = []
  const afterCommit: (() => void)[] = []

  const self: Work = {
    db,
    now,
    get conversation() {
      return row
    },
    change(columns) {
      row = { ...row, ...columns }
    },
    async record(draft) {
      const event = await append(draft)
      for (const each of reactions) await (each[draft.type] as Reaction | undefined)?.(self, draft as never, event)
      return event
    },
    afterCommit: (tell) => afterCommit.push(tell),
  }

  async function append(draft: EventDraft): Promise<Recorded> {
    const open = isPublic(draft.type)
    row = {
      ...row,
      seq: row.seq + 1,
      publicSeq: row.publicSeq + (open ? 1 : 0),
      updatedAt: now,
      publicUpdatedAt: open ? now : row.publicUpdatedAt,
    }
    const place = {
      conversationId: row.id,
      seq: row.seq,
      publicSeq: open ? row.publicSeq : null,
      at: draft.at ?? now,
    }
    await insertEvent(db, eventRow(draft, place))
    const event = recorded(draft, place)
    events.push(event)
    return event
  }

  const value = await verb(self)
  if (row !== taken) await storeRow(db, row)
  return { value, row, events, summary: await summarise.both(db, row, now), afterCommit }
}
