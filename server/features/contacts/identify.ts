import type { House, VisitorCaller } from "../../feature"
import { verifyIdentity } from "./identity"
import { identityKeyOf } from "./identity-keys"
import type { VisitorTokens } from "./visitor-tokens"

/** Whom a site vouches for, or null where what is shown proves nothing: whoever it is stays anonymous. */
export async function identify(
  { store, clock, log, tokens }: Pick<House, "store" | "clock" | "log"> & { tokens: VisitorTokens },
  siteId: string,
  jwt: string,
): Promise<VisitorCaller | null> {
  const key = await identityKeyOf(store.reads, siteId)
  const verified = key
    ? await verifyIdentity(jwt, key, clock.now())
    : { ok: false as const, why: "the site has no key" }
  if (verified.ok) {
    const { vouched } = verified
    return { kind: "visitor", siteId, contactId: tokens.contactOf(siteId, vouched.subject), vouched }
  }
  log.warn({ siteId, why: verified.why }, "a visitor's identity was refused")
  return null
}
