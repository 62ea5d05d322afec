import { effect, signal } from "@preact/signals"
import type { AgentConversation, Input } from "../../shared/protocol/types"
import { connection } from "./client"

export type Found = { state: "searching" | "found" | "failed"; rows: readonly AgentConversation[]; next: string | null }

const SETTLES_AFTER_MS = 200
const PAGE_LENGTH = 50
const BY_PAGE = /^page:\s*/i

export const query = signal("")
/** Null while nothing is searched for. Rows of the search before stay until the next ones are there. */
export const found = signal<Found | null>(null)

/** Searches whenever the words have settled. */
export function followQuery(): () => void {
  return effect(() => {
    const words = query.value.trim()
    if (words === "") {
      found.value = null
      return
    }
    const timer = setTimeout(() => void search(words), SETTLES_AFTER_MS)
    return () => clearTimeout(timer)
  })
}

/** What to look for in the words themselves: `page:pricing` searches addresses, anything else is text. */
export function searchedText(words: string): string {
  return words.trim().replace(BY_PAGE, "")
}

export async function search(words = query.value.trim()): Promise<void> {
  found.value = { state: "searching", rows: found.value?.rows ?? [], next: null }
  const reply = await connection.call("conversation.list", { ...asked(words), limit: PAGE_LENGTH })
  if (query.value.trim() !== words) return
  found.value = reply.ok
    ? { state: "found", rows: reply.data.conversations, next: reply.data.next }
    : { state: "failed", rows: [], next: null }
}

export async function searchMore(): Promise<void> {
  const before = found.value
  if (before?.state !== "found" || before.next === null) return
  const words = query.value.trim()
  found.value = { ...before, next: null }
  const reply = await connection.call("conversation.list", { ...asked(words), limit: PAGE_LENGTH, before: before.next })
  if (query.value.trim() !== words) return
  found.value = reply.ok
    ? { state: "found", rows: [...before.rows, ...reply.data.conversations], next: reply.data.next }
    : before
}

function asked(words: string): Pick<Input<"conversation.list">, "text" | "page"> {
  return BY_PAGE.test(words) ? { page: searchedText(words) } : { text: words }
}
