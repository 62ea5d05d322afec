import { createPublicKey } from "node:crypto"
import { errors, jwtVerify } from "jose"
import { z } from "zod"
import { email, filledText, phone } from "../../../shared/protocol/primitives"
import type { Vouched } from "../../feature"
import type { IdentityKeyRow } from "../../store/schema"

/** An identity holds no longer than this, however long it says: it may lie in a page's source. */
const LONGEST_MS = 60 * 60_000
/** Clocks of servers differ. */
const TOLERANCE_S = 30

/** What of a JWT is taken; everything else that stands in it is left out. */
const claims = z.object({
  sub: filledText(200),
  exp: z.number(),
  name: filledText(100).optional(),
  email: email.optional(),
  phone: phone.optional(),
  customer: z.boolean().optional(),
})

type Verified = { ok: true; vouched: Vouched } | { ok: false; why: string }

/**
 * Who a site says its visitor is (JWT, RFC 7519), where it is signed with the site's own key and by its own algorithm,
 * made for this site (`aud`), and runs out within an hour (`exp`).
 */
export async function verifyIdentity(jwt: string, row: IdentityKeyRow, now: number): Promise<Verified> {
  try {
    const { payload } = await jwtVerify(jwt, keyOf(row), {
      algorithms: [row.algorithm],
      audience: row.siteId,
      currentDate: new Date(now),
      clockTolerance: TOLERANCE_S,
      requiredClaims: ["sub", "exp"],
    })
    const { sub, exp, ...rest } = claims.parse(payload)
    if (exp * 1_000 > now + LONGEST_MS + TOLERANCE_S * 1_000) return { ok: false, why: "exp is more than an hour away" }
    return { ok: true, vouched: { subject: sub, ...rest } }
  } catch (error) {
    if (error instanceof z.ZodError) return { ok: false, why: z.prettifyError(error) }
    if (error instanceof errors.JOSEError) return { ok: false, why: error.message }
    throw error
  }
}

/** The secret is the text that the owner was shown, as UTF-8: what every library takes as it is. */
function keyOf({ algorithm, key }: IdentityKeyRow) {
  return algorithm === "EdDSA" ? createPublicKey(key) : new TextEncoder().encode(key)
}
