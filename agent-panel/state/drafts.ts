import { signal } from "@preact/signals"
import type { SpokenKind } from "./outbox"
import { me } from "./people"
import { keep, kept } from "./storage"

const modes = signal<ReadonlyMap<string, SpokenKind>>(new Map())

/**
 * Whether a reply or a note is being written. The two have drafts of their own, so that the words of a note can never
 * leave as a reply because a switch was overlooked.
 */
export function modeIn(conversationId: string): SpokenKind {
  return modes.value.get(conversationId) ?? (onlyNoteBegun(conversationId) ? "note" : "message")
}

export function setMode(conversationId: string, kind: SpokenKind): void {
  modes.value = new Map(modes.value).set(conversationId, kind)
}

export function draftOf(conversationId: string, kind: SpokenKind): string {
  return kept(keyOf(conversationId, kind)) ?? ""
}

export function saveDraft(conversationId: string, kind: SpokenKind, body: string): void {
  keep(keyOf(conversationId, kind), body.trim() === "" ? null : body)
}

function onlyNoteBegun(conversationId: string): boolean {
  return draftOf(conversationId, "note") !== "" && draftOf(conversationId, "message") === ""
}

function keyOf(conversationId: string, kind: SpokenKind): string {
  return `draft.${me.peek()?.id ?? ""}.${conversationId}.${kind}`
}
