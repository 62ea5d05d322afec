import { computed, signal } from "@preact/signals"
import { newId } from "../../shared/client/new-id"
import { createOutgoing, type Keep, type Outgoing, type Pending } from "../../shared/client/outgoing"
import type { Attachment, Event, Reply } from "../../shared/protocol/types"
import { connection } from "./client"
import { serverTime } from "./clock"
import { receiveConversation } from "./inbox"
import { receiveEvent } from "./opened"
import { noticeRefusal } from "./session"
import { keep, kept, keptUnder } from "./storage"

export type SpokenKind = Pending["kind"]

const outgoing = signal<{ agentId: string; queue: Outgoing } | null>(null)

const pending = computed(() => outgoing.value?.queue.pending.value ?? [])

/** What was written in a conversation and is not confirmed yet. */
export function pendingIn(conversationId: string): readonly Pending[] {
  return pending.value.filter((each) => each.conversationId === conversationId)
}

/** Takes up what this agent wrote in this browser and could not send before, then sends what waits. */
export function startOutbox(agentId: string): void {
  if (outgoing.value?.agentId !== agentId) {
    outgoing.value = { agentId, queue: createOutgoing(post, keepOf(agentId)) }
  }
  void outgoing.value.queue.flush()
}

/** What is not sent yet stays in this browser for the agent who wrote it. */
export function stopOutbox(): void {
  outgoing.value = null
}

export function sendSpoken(
  conversationId: string,
  kind: SpokenKind,
  body: string,
  attachments: readonly Attachment[] = [],
): void {
  outgoing.value?.queue.send({ id: newId(), conversationId, kind, body, attachments, writtenAt: serverTime() })
}

export function retry(id: string): void {
  outgoing.value?.queue.retry(id)
}

export function discard(id: string): void {
  outgoing.value?.queue.discard(id)
}

export function confirmSent(event: Event): void {
  outgoing.value?.queue.confirm(event)
}

async function post(written: Pending): Promise<Reply<{ event: Event }>> {
  const reply = await call(written)
  if (!reply.ok) {
    noticeRefusal(reply.error)
    return reply
  }
  receiveEvent(reply.data.event)
  if ("timers" in reply.data.conversation) receiveConversation(reply.data.conversation)
  return reply
}

function call({ id, conversationId = "", kind, body, attachments = [] }: Pending) {
  if (kind === "note") return connection.call("note.add", { id, conversationId, body })
  const attachmentIds = attachments.map((each) => each.id)
  return connection.call("message.send", {
    id,
    conversationId,
    body,
    ...(attachmentIds.length > 0 && { attachmentIds }),
  })
}

/** Each message is kept under a key of its own, so that two tabs of one agent never overwrite each other's. */
function keepOf(agentId: string): Keep {
  const beginning = `outgoing.${agentId}.`
  let saved = new Map<string, Pending>()
  return {
    load() {
      const found = keptUnder(beginning).flatMap((id) => parsed(kept(beginning + id)))
      saved = new Map(found.map((each) => [each.id, each]))
      return found.sort((one, other) => one.writtenAt - other.writtenAt)
    },
    save(next) {
      for (const each of next) if (saved.get(each.id) !== each) keep(beginning + each.id, JSON.stringify(each))
      const ids = new Set(next.map((each) => each.id))
      for (const id of saved.keys()) if (!ids.has(id)) keep(beginning + id, null)
      saved = new Map(next.map((each) => [each.id, each]))
    },
  }
}

function parsed(stored: string | null): Pending[] {
  try {
    const value: Partial<Pending> | null = JSON.parse(stored ?? "null")
    const whole = typeof value?.id === "string" && typeof value.body === "string" && typeof value.writtenAt === "number"
    return whole && (value.kind === "message" || value.kind === "note") ? [value as Pending] : []
  } catch {
    // What cannot be read was not written by us.
    return []
  }
}
