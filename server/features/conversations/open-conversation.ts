import type { Page } from "../../../shared/protocol/types"
import type { Done } from "../../core/unit-of-work"
import type { House, VisitorCaller, Work } from "../../feature"
import type { ConversationRow, Database } from "../../store/schema"
import { ensureContact, type VisitorPages } from "../contacts"
import { visitorPerson } from "./people"

export type HouseWithPages = House & { pages: VisitorPages }

/** Two tabs wrote their first message at once: the other one has opened the conversation. */
class OpenedMeanwhile extends Error {
  constructor(readonly conversationId: string) {
    super("the contact has an open conversation")
  }
}

/** Opens a contact's conversation and runs the verb in it; where one was opened meanwhile, the verb runs in that one. */
export async function openConversation<T>(
  house: HouseWithPages,
  caller: VisitorCaller,
  verb: (work: Work) => Promise<T>,
): Promise<Done<T>> {
  const page = house.pages.pageOf(caller.contactId)
  try {
    return await house.inNewConversation(
      caller.contactId,
      async (db, now) => {
        // Holding the contact's row makes the second of two first messages wait for the first.
        await ensureContact(db, caller, now)
        const open = await openConversationOf(db, caller.contactId)
        if (open !== null) throw new OpenedMeanwhile(open)
        return newRow(house.newId(), caller, page, now)
      },
      async (work) => {
        await work.record({ type: "conversation.opened", by: visitorPerson(caller), page })
        return verb(work)
      },
    )
  } catch (error) {
    if (error instanceof OpenedMeanwhile) return house.inConversation(error.conversationId, verb)
    throw error
  }
}

/** The contact's conversation that is not resolved, or null. */
export async function openConversationOf(db: Database, contactId: string): Promise<string | null> {
  const row = await db
    .selectFrom("conversation")
    .select("id")
    .where("contactId", "=", contactId)
    .where("status", "!=", "resolved")
    .orderBy("updatedAt", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

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
  }
}
