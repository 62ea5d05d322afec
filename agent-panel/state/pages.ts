import { type ReadonlySignal, signal } from "@preact/signals"
import { connection } from "./client"
import { receiveConversation } from "./inbox"
import type { ListName } from "./route"

/** The lists that are fetched page by page when they are looked at: what is open is always here. */
type PagedList = "snoozed" | "resolved"

/** How far a list has been fetched. */
type Fetched = "none" | "loading" | "some" | "all" | "failed"

export type Pages = {
  fetched: ReadonlySignal<Fetched>
  /** Fetches the next page, unless one is on its way or there is none. */
  load(): Promise<void>
  /** What changed while the line was gone was not told: the list is fetched afresh. */
  forget(): void
}

const PAGE_LENGTH = 50

const lists: Record<PagedList, Pages> = { snoozed: createPages("snoozed"), resolved: createPages("resolved") }

/** The pages of a list; null for one that is always here as a whole. */
export function pagesOf(name: ListName): Pages | null {
  return name === "snoozed" || name === "resolved" ? lists[name] : null
}

export function forgetPages(): void {
  for (const pages of Object.values(lists)) pages.forget()
}

function createPages(status: PagedList): Pages {
  const fetched = signal<Fetched>("none")
  let next: string | null = null

  return {
    fetched,
    async load() {
      if (fetched.value === "loading" || fetched.value === "all") return
      fetched.value = "loading"
      const before = next === null ? {} : { before: next }
      const reply = await connection.call("conversation.list", { status, limit: PAGE_LENGTH, ...before })
      if (!reply.ok) {
        fetched.value = "failed"
        return
      }
      for (const conversation of reply.data.conversations) receiveConversation(conversation)
      next = reply.data.next
      fetched.value = next === null ? "all" : "some"
    },
    forget() {
      next = null
      fetched.value = "none"
    },
  }
}
