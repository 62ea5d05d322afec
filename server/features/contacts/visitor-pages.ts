import type { Page } from "../../../shared/protocol/types"

export type VisitorPages = {
  visit(contactId: string, page: Page): void
  /** The page a visitor was last on, or null when it was long ago or before a restart. */
  pageOf(contactId: string): Page | null
}

/** People who have not written are known nowhere else, and a page cannot fill memory with them. */
const VISITORS_KEPT = 20_000

/** Which page each visitor is on. Kept in memory on purpose: it is not stored of a person who only looks. */
export function createVisitorPages(): VisitorPages {
  const pages = new Map<string, Page>()
  return {
    visit(contactId, page) {
      pages.delete(contactId)
      pages.set(contactId, page)
      const [oldest] = pages.keys()
      if (pages.size > VISITORS_KEPT && oldest !== undefined) pages.delete(oldest)
    },
    pageOf: (contactId) => pages.get(contactId) ?? null,
  }
}
