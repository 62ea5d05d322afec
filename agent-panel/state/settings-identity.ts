import type { CallError, IdentityKey } from "../../shared/protocol/types"
import { ask, type Fetched, fetched } from "./settings-loaded"

const bySite = new Map<string, Fetched<IdentityKey | null>>()

/** What a site signs the identities of its customers with; null where it signs none. */
export function identityOf(siteId: string): Fetched<IdentityKey | null> {
  const known = bySite.get(siteId)
  if (known) return known
  const made = fetched("identity.read", { siteId }, (output) => output.identity)
  bySite.set(siteId, made)
  return made
}

/** Makes a new secret, which is shown this once, or takes a public key instead. */
export async function makeIdentity(siteId: string, publicKey?: string): Promise<{ secret?: string } | CallError> {
  const reply = await ask("identity.make", { siteId, ...(publicKey !== undefined && { publicKey }) })
  if (!reply.ok) return reply.error
  const { identity, secret } = reply.data
  identityOf(siteId).change(() => identity)
  return secret === undefined ? {} : { secret }
}

export async function requireIdentity(siteId: string, required: boolean): Promise<CallError | null> {
  const reply = await ask("identity.require", { siteId, required })
  if (!reply.ok) return reply.error
  identityOf(siteId).change(() => reply.data.identity)
  return null
}

export async function removeIdentity(siteId: string): Promise<CallError | null> {
  const reply = await ask("identity.remove", { siteId })
  if (!reply.ok && reply.error.code !== "not_found") return reply.error
  identityOf(siteId).change(() => null)
  return null
}
