import { plainName } from "../../shared/plain-name"
import type { Contact } from "../../shared/protocol/types"
import { t } from "."

/** What to call a person: what they gave of themselves, else a short word that tells them from the next one. */
export function contactName({ id, name, email, phone }: Contact): string {
  return plainName(name ?? "") || email || phone || t.inbox.visitor(shortCode(id))
}

/** The end of an id, where time-ordered ids differ. */
function shortCode(id: string): string {
  return id.slice(-4).toUpperCase()
}
