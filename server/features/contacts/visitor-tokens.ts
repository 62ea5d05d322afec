import { createHmac, timingSafeEqual } from "node:crypto"
import { keptSecret } from "../../core/kept-secret"
import type { House, VisitorCaller } from "../../feature"

export type VisitorTokens = {
  sign(visitor: { siteId: string; contactId: string }): string
  /** Whose token it is, or null when this server did not make it. */
  verify(token: string): VisitorCaller | null
}

/**
 * A visitor's token names the contact and the site and is signed (HMAC-SHA-256, 256 bits), so that a person who has not
 * written yet has one without a row anywhere.
 */
export async function createVisitorTokens(house: Pick<House, "write">): Promise<VisitorTokens> {
  const secret = Buffer.from(await keptSecret(house.write, "visitorTokens"), "base64url")
  const signatureOf = (claim: string) => createHmac("sha256", secret).update(claim).digest()

  return {
    sign({ siteId, contactId }) {
      const claim = `${contactId}.${Buffer.from(siteId).toString("base64url")}`
      return `${claim}.${signatureOf(claim).toString("base64url")}`
    },
    verify(token) {
      const [contactId, site, signature, ...rest] = token.split(".")
      if (!contactId || !site || !signature || rest.length > 0) return null
      const given = Buffer.from(signature, "base64url")
      const right = signatureOf(`${contactId}.${site}`)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null
      return { kind: "visitor", contactId, siteId: Buffer.from(site, "base64url").toString() }
    },
  }
}
