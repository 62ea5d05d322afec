import { signal } from "@preact/signals"
import { setMode } from "./drafts"
import type { SpokenKind } from "./outbox"

/** Counts the wishes to write: each takes the focus to the field. */
export const wishesToWrite = signal(0)

export function write(conversationId: string, kind: SpokenKind): void {
  setMode(conversationId, kind)
  wishesToWrite.value += 1
}
