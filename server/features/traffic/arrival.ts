import type { Output } from "../../../shared/protocol/types"
import type { EventRow } from "../../store/schema"

export type Arrival = Output<"traffic.list">["arrivals"][number]

/** What of a conversation's log tells how long people were busy with it. */
export type Trace = Pick<EventRow, "conversationId" | "type" | "at" | "byKind" | "payloadJson">

/** How long people were busy with a conversation that began at `at`; its log stands in order. */
export function busyWith(at: number, log: readonly Trace[]): Pick<Arrival, "replyMs" | "handleMs"> {
  const replied = log.findIndex(({ type, byKind }) => type === "message.posted" && byKind === "agent")
  const reply = log[replied]
  if (!reply) return { replyMs: null, handleMs: null }
  return {
    replyMs: reply.at - hadItSince(at, log.slice(0, replied)),
    handleMs: overAt(log.slice(replied)) - reply.at,
  }
}

/** Since when whoever replied had it: since they took it, else since somebody was asked, else since it began. */
function hadItSince(at: number, before: readonly Trace[]): number {
  const taken = before.findLast(isAssignment)
  const asked = before.find(({ type }) => type === "offer.made")
  return (taken ?? asked)?.at ?? at
}

/** It may also be taken from somebody; an assignment is to somebody. */
function isAssignment({ type, payloadJson }: Trace): boolean {
  return type === "conversation.assigned" && payloadJson !== null && JSON.parse(payloadJson).assigneeId !== null
}

/** When nothing more was to do: it was resolved, or a person said the last words so far. */
function overAt(fromReplyOn: readonly Trace[]): number {
  const resolved = fromReplyOn.find(({ type }) => type === "conversation.resolved")
  const last = fromReplyOn.findLast(({ type }) => type === "message.posted")
  return (resolved ?? last)?.at ?? 0
}
