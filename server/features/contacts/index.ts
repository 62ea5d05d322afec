import type { Feature, House } from "../../feature"
import { saveContact } from "./save-contact"
import { contactSummary } from "./summary"
import type { VisitorTokens } from "./visitor-tokens"

export { ensureContact, ownContact, readContact } from "./store"
export { createVisitorPages, type VisitorPages } from "./visitor-pages"
export { createVisitorTokens, type VisitorTokens } from "./visitor-tokens"

/** The people who ask: anonymous by their token, with a name, e-mail and phone when they gave them. */
export function contacts(house: House, tokens: VisitorTokens): Feature {
  return {
    name: "contacts",
    calls: {
      "contact.save": (input, { caller }) => saveContact(house, caller, input),
    },
    summary: contactSummary,
    identify: { visitor: async (token) => tokens.verify(token) },
  }
}
