import { effect, signal, untracked } from "@preact/signals"
import { createLiveConversation, type LiveConversation } from "../../shared/client/live-conversation"
import type { Event } from "../../shared/protocol/types"
import { connection } from "./client"
import { conversationBy, receiveConversation } from "./inbox"
import { route } from "./route"

/** What stands in the middle of the panel. */
export type Opened =
  | { state: "nothing" }
  | { state: "loading" | "missing" | "failed"; id: string }
  | { state: "ready"; id: string; live: LiveConversation }

const FIRST_PAGE = 60
/** Conversations held so that going back to one is instant. */
const HELD_AT_MOST = 30

export const opened = signal<Opened>({ state: "nothing" })

const held = new Map<string, LiveConversation>()

/** Opens whatever conversation the address names. */
export function followRoute(): () => void {
  return effect(() => {
    const at = route.value
    const id = at.screen === "conversation" ? at.id : null
    untracked(() => {
      if (id === null) opened.value = { state: "nothing" }
      else if (opened.value.state === "nothing" || opened.value.id !== id) void open(id)
    })
  })
}

/** Goes on after the line was gone: asks for what was missed in the open conversation, or opens it at last. */
export async function resumeOpened(): Promise<void> {
  const now = opened.value
  if (now.state === "nothing") return
  if (now.state !== "ready") return open(now.id)
  await Promise.all([now.live.catchUp(), refresh(now.id)])
}

async function open(id: string): Promise<void> {
  const live = held.get(id)
  if (live) {
    opened.value = { state: "ready", id, live }
    return live.catchUp()
  }
  opened.value = { state: "loading", id }
  const loaded = await load(id)
  if (opened.value.state !== "loading" || opened.value.id !== id) return
  opened.value = typeof loaded === "string" ? { state: loaded, id } : { state: "ready", id, live: loaded }
}

/** Every event the server tells of; those of conversations that are not held are in the log when they are opened. */
export function receiveEvent(event: Event): void {
  held.get(event.conversationId)?.receive(event)
}

/** What was erased is gone, and whoever has it open is told. */
export function forgetErased(ids: readonly string[]): void {
  for (const id of ids) held.delete(id)
  const now = opened.value
  if (now.state !== "nothing" && ids.includes(now.id)) opened.value = { state: "missing", id: now.id }
}

/** What is open is loaded anew. */
export function forgetHeld(): void {
  held.clear()
  const now = opened.value
  if (now.state === "ready") opened.value = { state: "loading", id: now.id }
}

export function forgetOpened(): void {
  held.clear()
  opened.value = { state: "nothing" }
}

async function load(id: string): Promise<LiveConversation | "missing" | "failed"> {
  const found = conversationBy(id) ? "found" : await refresh(id)
  const seq = conversationBy(id)?.seq
  if (found !== "found" || seq === undefined) return found === "missing" ? "missing" : "failed"
  const reply = await connection.call("events.list", { conversationId: id, before: seq + 1, limit: FIRST_PAGE })
  if (!reply.ok) return reply.error.code === "not_found" ? "missing" : "failed"
  const { events } = reply.data
  const live = createLiveConversation(connection, id, { from: (events[0]?.seq ?? 1) - 1, events })
  hold(id, live)
  // What was said while the page was on its way.
  void live.catchUp()
  return live
}

async function refresh(id: string): Promise<"found" | "missing" | "failed"> {
  const reply = await connection.call("conversation.get", { conversationId: id })
  if (!reply.ok) return reply.error.code === "not_found" ? "missing" : "failed"
  receiveConversation(reply.data.conversation)
  return "found"
}

function hold(id: string, live: LiveConversation): void {
  held.set(id, live)
  const oldest = held.keys().next().value
  if (held.size > HELD_AT_MOST && oldest !== undefined) held.delete(oldest)
}
