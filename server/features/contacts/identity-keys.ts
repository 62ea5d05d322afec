import { createPublicKey } from "node:crypto"
import type { IdentityKey, Input, Output } from "../../../shared/protocol/types"
import { newSecret } from "../../core/kept-secret"
import { notFound, Refusal } from "../../core/refusal"
import type { House } from "../../feature"
import { hotQuery } from "../../store/hot-query"
import type { Database, IdentityKeyRow } from "../../store/schema"
import { readSite } from "../sites"

const readRow = hotQuery<{ siteId: string }, IdentityKeyRow>((db, { siteId }) =>
  db.selectFrom("identityKey").selectAll().where("siteId", "=", siteId),
)

/** What a site signs identities with, or null. */
export async function identityKeyOf(db: Database, siteId: string): Promise<IdentityKeyRow | null> {
  const [row] = await readRow(db, { siteId })
  return row ?? null
}

/** Whether only those may write on a site whom it vouches for. */
export const requiresIdentity = async (db: Database, siteId: string) =>
  (await identityKeyOf(db, siteId))?.required === 1

/** A key as its owner may see it again. */
const shown = ({ algorithm, required, createdAt }: IdentityKeyRow): IdentityKey => ({
  algorithm,
  required: required === 1,
  createdAt,
})

export async function readIdentityKey(
  { store }: House,
  { siteId }: Input<"identity.read">,
): Promise<Output<"identity.read">> {
  const row = await identityKeyOf(store.reads, siteId)
  return { identity: row && shown(row) }
}

/** Makes a secret, or takes a public key. What was signed with the one before proves nothing from now on. */
export async function makeIdentityKey(
  { clock, write }: House,
  { siteId, publicKey }: Input<"identity.make">,
): Promise<Output<"identity.make">> {
  const secret = publicKey === undefined ? newSecret() : undefined
  const key = secret ?? ed25519(publicKey ?? "")
  const row = await write(siteId, async (db) => {
    if (!(await readSite(db, siteId))) throw notFound("site")
    const required = (await identityKeyOf(db, siteId))?.required ?? 0
    const algorithm = secret === undefined ? ("EdDSA" as const) : ("HS256" as const)
    const made: IdentityKeyRow = { siteId, algorithm, key, required, createdAt: clock.now() }
    const { siteId: _, ...columns } = made
    await db
      .insertInto("identityKey")
      .values(made)
      .onConflict((conflict) => conflict.column("siteId").doUpdateSet(columns))
      .execute()
    return made
  })
  return { identity: shown(row), ...(secret !== undefined && { secret }) }
}

/** From now on, or no more, the site must vouch for whoever writes. Whom it does not vouch for now is on the line no longer. */
export async function requireIdentity(
  { write, tell }: House,
  { siteId, required }: Input<"identity.require">,
): Promise<Output<"identity.require">> {
  const row = await write(siteId, (db) =>
    db
      .updateTable("identityKey")
      .set({ required: Number(required) })
      .where("siteId", "=", siteId)
      .returningAll()
      .executeTakeFirst(),
  )
  if (!row) throw notFound("identity key")
  if (required) tell.hangUp({ strangersOf: siteId })
  return { identity: shown(row) }
}

export async function removeIdentityKey(
  { write }: House,
  { siteId }: Input<"identity.remove">,
): Promise<Output<"identity.remove">> {
  const gone = await write(siteId, (db) => db.deleteFrom("identityKey").where("siteId", "=", siteId).executeTakeFirst())
  if (gone.numDeletedRows === 0n) throw notFound("identity key")
  return {}
}

/** The key as PEM (SPKI), where it is one for Ed25519. */
function ed25519(pem: string): string {
  try {
    const key = createPublicKey(pem)
    if (key.asymmetricKeyType === "ed25519" && !pem.includes("PRIVATE")) {
      return key.export({ type: "spki", format: "pem" }).toString()
    }
  } catch {
    // What OpenSSL cannot read is no key; the sentence below says what would be one.
  }
  throw new Refusal(
    "invalid_input",
    "publicKey: must be an Ed25519 public key in PEM, beginning -----BEGIN PUBLIC KEY-----.",
  )
}
