import { signal } from "@preact/signals"
import { connection } from "./client"
import { receiveConversation } from "./inbox"

const PAGE_LENGTH = 50

/** How far the list of resolved conversations has been fetched. */
export const resolvedPages = signal<"none" | "loading" | "some" | "all" | "failed">("none")

let next: string | null = null

/** After a lost line the pages are fetched afresh: what was resolved meanwhile was not told. */
export function forgetResolved(): void {
  next = null
  resolvedPages.value = "none"
}

export async function loadResolved(): Promise<void> {
  if (resolvedPages.value === "loading" || resolvedPages.value === "all") return
  resolvedPages.value = "loading"
  const reply = await connection.call("conversation.list", {
    status: "resolved",
    limit: PAGE_LENGTH,
    ...(next === null ? {} : { before: next }),
  })
  if (!reply.ok) {
    resolvedPages.value = "failed"
    return
  }
  for (const conversation of reply.data.conversations) receiveConversation(conversation)
  next = reply.data.next
  resolvedPages.value = next === null ? "all" : "some"
}
