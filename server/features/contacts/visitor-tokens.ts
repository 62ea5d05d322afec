import { createHmac, timingSafeEqual } from "node:crypto"
import { keptSecret } from "../../core/kept-secret"
import type { House, VisitorCaller, Vouched } from "../../feature"

export type VisitorTokens = {
  sign(visitor: VisitorCaller): string
  /** Whose token it is, or null when this server did not make it, or it has run out. */
  verify(token: string): VisitorCaller | null
  /** The contact whom a site means by its own id of a customer: always the same one, and nobody could guess it. */
  contactOf(siteId: string, subject: string): string
}

/** The token of a signed-in customer lies in no storage, and ends with the page, or when this much time has passed. */
const IDENTIFIED_FOR_MS = 12 * 60 * 60_000

type Proof = { until: number; vouched: Vouched }

/**
 * A visitor's token names the contact and the site and is signed (HMAC-SHA-256, 256 bits), so that a person who has not
 * written yet has one without a row anywhere. That of a signed-in customer carries what their site vouches for, and runs
 * out; no other token is ever made for their contact, so whoever is anonymous cannot have one.
 */
export async function createVisitorTokens({ write, clock }: Pick<House, "write" | "clock">): Promise<VisitorTokens> {
  const secret = Buffer.from(await keptSecret(write, "visitorTokens"), "base64url")
  const digestOf = (claim: string) => createHmac("sha256", secret).update(claim).digest()
  const signatureOf = (claim: string) => digestOf(claim).toString("base64url")

  function proofIn(text: string): Proof | null {
    const proof: Proof = JSON.parse(Buffer.from(text, "base64url").toString())
    return proof.until > clock.now() ? proof : null
  }

  return {
    sign({ siteId, contactId, vouched }) {
      const parts = [contactId, Buffer.from(siteId).toString("base64url")]
      if (vouched) {
        const proof: Proof = { until: clock.now() + IDENTIFIED_FOR_MS, vouched }
        parts.push(Buffer.from(JSON.stringify(proof)).toString("base64url"))
      }
      const claim = parts.join(".")
      return `${claim}.${signatureOf(claim)}`
    },
    verify(token) {
      const parts = token.split(".")
      // Compared as written: several spellings of base64url decode to the same bytes, and a token has one.
      const given = Buffer.from(parts.pop() ?? "")
      const right = Buffer.from(signatureOf(parts.join(".")))
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null
      const [contactId, site, proved] = parts
      if (!contactId || !site) return null
      const visitor = { kind: "visitor" as const, contactId, siteId: Buffer.from(site, "base64url").toString() }
      if (proved === undefined) return visitor
      const proof = proofIn(proved)
      return proof && { ...visitor, vouched: proof.vouched }
    },
    contactOf(siteId, subject) {
      return uuidFrom(digestOf(JSON.stringify(["identity", siteId, subject])))
    },
  }
}

/** A UUID of version 8 (RFC 9562): its bits mean what whoever made it says. */
function uuidFrom(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16))
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
}
