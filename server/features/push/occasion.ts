import { messageWords } from "../../../shared/message-words"
import type { TimerKind } from "../../../shared/protocol/types"
import type { Database } from "../../store/schema"
import { readContact } from "../contacts"
import type { Parcel, Why } from "./parcel"

/** What there is to tell of somebody who waits. */
export type Occasion = {
  why: Why
  timer: TimerKind
  /** As they call themselves; null where they did not. */
  who: string | null
  /** What they said last. */
  said: string
  /** Until the reply, or what was promised, is due; negative where it is late. */
  leftMs: number
}

/** Looks at what stands now, since a parcel may have lain: null where it no longer tells its reader anything. */
export async function occasionOf(db: Database, parcel: Parcel, agentId: string, now: number): Promise<Occasion | null> {
  if (now >= parcel.until) return null
  const timer = await readTimer(db, parcel.timerId)
  if (!timer || timer.stoppedAt !== null) return null
  if (parcel.offerId !== null && !(await offerStands(db, parcel.offerId))) return null
  const conversation = await readConversation(db, parcel.conversationId)
  if (parcel.why === "remind" && conversation.assigneeId !== agentId) return null
  const contact = await readContact(db, conversation.contactId)
  return {
    why: parcel.why,
    timer: timer.kind,
    who: contact?.name ?? null,
    said: await lastWords(db, parcel.conversationId),
    leftMs: timer.dueAt - now,
  }
}

const readTimer = (db: Database, id: string) =>
  db.selectFrom("timer").select(["kind", "dueAt", "stoppedAt"]).where("id", "=", id).executeTakeFirst()

async function offerStands(db: Database, id: string): Promise<boolean> {
  const offer = await db.selectFrom("offer").select("endedAt").where("id", "=", id).executeTakeFirst()
  return offer?.endedAt === null
}

const readConversation = (db: Database, id: string) =>
  db.selectFrom("conversation").select(["assigneeId", "contactId"]).where("id", "=", id).executeTakeFirstOrThrow()

async function lastWords(db: Database, conversationId: string): Promise<string> {
  const message = await db
    .selectFrom("message")
    .select(["body", "attachmentsJson"])
    .where("conversationId", "=", conversationId)
    .where("kind", "=", "message")
    .where("senderKind", "=", "visitor")
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst()
  if (!message) return ""
  return messageWords({ body: message.body, attachments: JSON.parse(message.attachmentsJson ?? "[]") })
}
