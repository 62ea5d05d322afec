import { signal } from "@preact/signals"
import type { AgentConversation } from "../../shared/protocol/types"
import { rowsOf } from "./inbox"
import { list, navigate, route } from "./route"
import { found } from "./search"

/** The row under the keyboard: it stays on its conversation while the order changes around it. */
export const cursor = signal<string | null>(null)
/** Counts the moves made by keyboard, which take the focus along. */
export const cursorMoves = signal(0)

/** What the queue shows now: what was found, else the chosen list. */
export function queueRows(): readonly AgentConversation[] {
  return found.value?.rows ?? rowsOf(list.value)
}

export function moveCursor(step: 1 | -1): void {
  if (!isShown()) return
  const rows = queueRows()
  const at = rows.findIndex(({ id }) => id === (cursor.value ?? openId()))
  const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]
  if (!next) return
  cursor.value = next.id
  cursorMoves.value += 1
}

export function openCursor(): void {
  if (cursor.value !== null && isShown()) openConversation(cursor.value)
}

export function openConversation(id: string): void {
  cursor.value = id
  navigate({ screen: "conversation", id, pane: "conversation" })
}

/** The conversation that a key acts on: the open one, else the one under the cursor; none where neither can be seen. */
export function actedOn(): string | null {
  return openId() ?? (isShown() ? cursor.value : null)
}

/** Whether the queue is on the screen, so that a key does nothing to what nobody sees. */
function isShown(): boolean {
  return route.value.screen === "inbox" || route.value.screen === "conversation"
}

function openId(): string | null {
  return route.value.screen === "conversation" ? route.value.id : null
}
