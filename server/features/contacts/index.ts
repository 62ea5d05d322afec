import type { Feature, House } from "../../feature"
import { makeIdentityKey, readIdentityKey, removeIdentityKey, requireIdentity, requiresIdentity } from "./identity-keys"
import { saveContact } from "./save-contact"
import { contactSummary } from "./summary"
import type { VisitorTokens } from "./visitor-tokens"

export { identify } from "./identify"
export { requiresIdentity } from "./identity-keys"
export { takeVouched } from "./save-contact"
export { ensureContact, ownContact, readContact } from "./store"
export { createVisitorPages, type VisitorPages } from "./visitor-pages"
export { createVisitorTokens, type VisitorTokens } from "./visitor-tokens"

/** The people who ask: anonymous by their token, or vouched for by their site, which signs who they are. */
export function contacts(house: House, tokens: VisitorTokens): Feature {
  return {
    name: "contacts",
    calls: {
      "contact.save": (input, { caller }) => saveContact(house, caller, input),
      "identity.read": (input) => readIdentityKey(house, input),
      "identity.make": (input) => makeIdentityKey(house, input),
      "identity.require": (input) => requireIdentity(house, input),
      "identity.remove": (input) => removeIdentityKey(house, input),
    },
    summary: contactSummary,
    identify: {
      async visitor(token) {
        const visitor = tokens.verify(token)
        if (!visitor || visitor.vouched) return visitor
        return (await requiresIdentity(house.store.reads, visitor.siteId)) ? null : visitor
      },
    },
  }
}
