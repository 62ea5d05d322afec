import type { Page } from "../../../shared/protocol/types"
import type { Done } from "../../core/unit-of-work"
import type { CallContext, House, VisitorCaller, Work } from "../../feature"
import { hotQuery } from "../../store/hot-query"
import type { ConversationRow, Database } from "../../store/schema"
import { ensureContact, type VisitorPages } from "../contacts"
import { visitorPerson } from "./people"

export type HouseWithPages = House & { pages: VisitorPages } & Pick<CallContext, "spend">

/** The message belongs in a conversation that is there: another tab has just opened it, or it was said before. */
class BelongsElsewhere extends Error {
  constructor(readonly conversationId: string) {
    super("no conversation needs to be opened")
  }
}

/** Opens a contact's conversation with a message and runs the verb in it, or in the one where the message belongs. */
export async function openConversation<T>(
  house: HouseWithPages,
  caller: VisitorCaller,
  messageId: string,
  verb: (work: Work) => Promise<T>,
): Promise<Done<T>> {
  const page = house.pages.pageOf(caller.contactId)
  try {
    return await house.inNewConversation(
      caller.contactId,
      async (db, now) => {
        // Holding the contact's row makes the second of two first messages wait for the first.
        await ensureContact(db, caller, now)
        const there = (await whereSaid(db, caller, messageId)) ?? (await openConversationOf(db, caller.contactId))
        if (there !== null) throw new BelongsElsewhere(there)
        return newRow(house.newId(), caller, page, now)
      },
      async (work) => {
        await work.record({ type: "conversation.opened", by: visitorPerson(caller), page })
        return verb(work)
      },
    )
  } catch (error) {
    if (error instanceof BelongsElsewhere) return house.inConversation(error.conversationId, verb)
    throw error
  }
}

async function whereSaid(db: Database, { contactId }: VisitorCaller, messageId: string): Promise<string | null> {
  const said = await db
    .selectFrom("message")
    .select("conversationId")
    .where("id", "=", messageId)
    .where("senderKind", "=", "visitor")
    .where("senderId", "=", contactId)
    .executeTakeFirst()
  return said?.conversationId ?? null
}

/** The contact's conversation that is not resolved, or null. */
export async function openConversationOf(db: Database, contactId: string): Promise<string | null> {
  const [row] = await newestOpen(db, { contactId })
  return row?.id ?? null
}

const newestOpen = hotQuery<{ contactId: string }, { id: string }>((db, { contactId }) =>
  db
    .selectFrom("conversation")
    .select("id")
    .where("contactId", "=", contactId)
    .where("status", "!=", "resolved")
    .orderBy("updatedAt", "desc")
    .orderBy("id", "desc")
    .limit(1),
)

function newRow(id: string, { siteId, contactId }: VisitorCaller, page: Page | null, now: number): ConversationRow {
  return {
    id,
    siteId,
    contactId,
    channel: "widget",
    status: "open",
    assigneeId: null,
    teamId: null,
    seq: 0,
    publicSeq: 0,
    createdAt: now,
    updatedAt: now,
    publicUpdatedAt: now,
    pageJson: page === null ? null : JSON.stringify(page),
    lastMessageJson: null,
    visitorSeenSeq: 0,
    visitorSeenPublicSeq: 0,
    agentsSeenSeq: 0,
    agentsSeenPublicSeq: 0,
    snoozedUntil: null,
  }
}
