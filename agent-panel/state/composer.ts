import { setMode } from "./drafts"
import type { SpokenKind } from "./outbox"
import { createWish } from "./wish"

/** To have the focus in the field. */
export const wishToWrite = createWish()

export function write(conversationId: string, kind: SpokenKind): void {
  setMode(conversationId, kind)
  wishToWrite.make()
}
