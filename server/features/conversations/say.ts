import { beginning } from "../../../shared/beginning"
import { messageWords } from "../../../shared/message-words"
import type { Attachment, Event, Person } from "../../../shared/protocol/types"
import { eventFor, selectEvents } from "../../core/event-log"
import { Refusal } from "../../core/refusal"
import type { AgentCaller, VisitorCaller, Work } from "../../feature"
import { hotQuery } from "../../store/hot-query"
import type { Database, MessageRow } from "../../store/schema"
import { attach } from "../attachments"
import { personOf } from "./people"

export type Speaker = VisitorCaller | AgentCaller
type Words = { id: string; body: string; kind: MessageRow["kind"]; attachmentIds: readonly string[] }
export type Said = { event: Event; conversationId: string; duplicate: boolean }

/** Longer first lines are cut where they stand in a list. */
const LINE_LENGTH = 140

/** Puts words into the conversation that the work holds; the same words under the same id are said once (W2, W3). */
export async function say(work: Work, speaker: Speaker, words: Words): Promise<Said> {
  const [inserted] = await insertMessage(work.db, {
    id: words.id,
    conversationId: work.conversation.id,
    kind: words.kind,
    senderKind: speaker.kind,
    senderId: senderId(speaker),
    body: words.body,
    attachmentsJson: null,
    createdAt: work.now,
  })
  if (!inserted) return findSaid(work.db, speaker, words)
  return words.kind === "note" ? sayNote(work, speaker, words) : sayMessage(work, speaker, words)
}

/** Says it in this conversation only: the same words said before in another one are a conflict (W3). */
export async function sayHere(work: Work, speaker: Speaker, words: Words): Promise<Said> {
  const said = await say(work, speaker, words)
  if (said.conversationId !== work.conversation.id) throw idIsTaken()
  return said
}

/** Gives no row where the id is taken. */
const insertMessage = hotQuery<MessageRow, { id: string }>((db, row) =>
  db
    .insertInto("message")
    .values({
      id: row.id,
      conversationId: row.conversationId,
      kind: row.kind,
      senderKind: row.senderKind,
      senderId: row.senderId,
      body: row.body,
      createdAt: row.createdAt,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id"),
)

async function sayNote(work: Work, speaker: Speaker, { id, body }: Words): Promise<Said> {
  const event = await work.record({ type: "note.added", by: personOf(speaker), note: { id, body } })
  return { event: event.agents, conversationId: work.conversation.id, duplicate: false }
}

async function sayMessage(work: Work, speaker: Speaker, { id, body, attachmentIds }: Words): Promise<Said> {
  const by = personOf(speaker)
  const message = { id, body, attachments: await attach(work, speaker, attachmentIds, id) }
  // Whoever writes in a snoozed conversation, as an agent, leaves it aside.
  const isAside = work.conversation.status === "snoozed" && speaker.kind === "visitor"
  if (work.conversation.status === "resolved" || isAside) {
    work.change({ status: "open", snoozedUntil: null })
    await work.record({ type: "conversation.reopened", by })
  }
  const event = await work.record({ type: "message.posted", by, message })
  // A reaction may have recorded more since: the message's own numbers are the ones to keep.
  const { seq } = event.agents
  const publicSeq = event.visitor?.seq ?? work.conversation.publicSeq
  work.change({
    lastMessageJson: JSON.stringify(lastMessage(by, messageWords(message), work.now, seq)),
    // Who writes has read what stands above.
    ...(speaker.kind === "visitor"
      ? { visitorSeenSeq: seq, visitorSeenPublicSeq: publicSeq }
      : { agentsSeenSeq: seq, agentsSeenPublicSeq: publicSeq }),
  })
  const told = speaker.kind === "visitor" ? event.visitor : event.agents
  return { event: told ?? event.agents, conversationId: work.conversation.id, duplicate: false }
}

function lastMessage(by: Person, body: string, at: number, seq: number) {
  return { body: beginning(body, LINE_LENGTH), by, at, seq }
}

/** What was already said under this id. Somebody else's id, or other words under it, are a conflict. */
async function findSaid(db: Database, speaker: Speaker, words: Words): Promise<Said> {
  const message = await db.selectFrom("message").selectAll().where("id", "=", words.id).executeTakeFirstOrThrow()
  const same =
    message.senderKind === speaker.kind &&
    message.senderId === senderId(speaker) &&
    message.kind === words.kind &&
    message.body === words.body &&
    carries(message, words.attachmentIds)
  if (!same) throw idIsTaken()
  const row = await selectEvents(db).where("event.messageId", "=", words.id).executeTakeFirstOrThrow()
  const event = eventFor(speaker.kind === "visitor" ? "visitor" : "agents", row)
  return { event, conversationId: message.conversationId, duplicate: true }
}

function carries({ attachmentsJson }: MessageRow, attachmentIds: readonly string[]): boolean {
  const attachments: Attachment[] = attachmentsJson === null ? [] : JSON.parse(attachmentsJson)
  return attachments.map(({ id }) => id).join() === attachmentIds.join()
}

const idIsTaken = () => new Refusal("conflict", "This message id was already used for another message. Make a new id.")

const senderId = (speaker: Speaker) => (speaker.kind === "visitor" ? speaker.contactId : speaker.agentId)
