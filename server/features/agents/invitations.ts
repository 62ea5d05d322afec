import type { Transaction } from "kysely"
import type { Input, Output, Role } from "../../../shared/protocol/types"
import { newSecret } from "../../core/kept-secret"
import { notFound } from "../../core/refusal"
import type { House } from "../../feature"
import type { Schema } from "../../store/schema"
import { agentByEmail, alreadyAgent } from "./put-agent"
import { hashOf } from "./secrets"

const INVITATION_LASTS_MS = 24 * 3_600_000

/** The link that an invited person opens. The token stands after the `#`, where no server or proxy sees it. */
const welcomeLink = (publicUrl: string, token: string) => `${publicUrl}/panel/welcome#${token}`

/** Invites a person; inviting them again makes the earlier link useless. */
export async function createInvitation(
  house: House,
  { email, name, role }: Input<"invitation.create">,
): Promise<Output<"invitation.create">> {
  const person = { email: email.toLowerCase(), name: name.trim(), role }
  const { link, token, row } = await house.write(person.email, async (db) => {
    const known = await agentByEmail(db, person.email)
    if (known?.removedAt === null) throw alreadyAgent(person.email)
    await db.deleteFrom("invitation").where("email", "=", person.email).where("usedAt", "is", null).execute()
    return insertInvitation(house, db, person)
  })
  return { link, token, invitation: { ...person, id: row.id, createdAt: row.createdAt, expiresAt: row.expiresAt } }
}

/** Only the token's hash is stored: whoever reads the database cannot use its invitations. */
export async function insertInvitation(
  { clock, config, newId }: House,
  db: Transaction<Schema>,
  person: { email: string | null; name: string | null; role: Role },
) {
  const token = newSecret()
  const createdAt = clock.now()
  const row = { id: newId(), ...person, createdAt, expiresAt: createdAt + INVITATION_LASTS_MS, usedAt: null }
  await db
    .insertInto("invitation")
    .values({ ...row, tokenHash: hashOf(token) })
    .execute()
  return { link: welcomeLink(config.PUBLIC_URL, token), token, row }
}

/** Those that nobody has used, expired ones too, so that an owner sees whom to invite again. */
export async function listInvitations({ store }: House): Promise<Output<"invitation.list">> {
  const rows = await store.reads
    .selectFrom("invitation")
    .select(["id", "email", "name", "role", "createdAt", "expiresAt"])
    .where("usedAt", "is", null)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .execute()
  const named = rows.flatMap(({ email, name, ...rest }) =>
    email === null ? [] : [{ ...rest, email, name: name ?? "" }],
  )
  return { invitations: named }
}

export async function revokeInvitation(
  { write }: House,
  { invitationId }: Input<"invitation.revoke">,
): Promise<Output<"invitation.revoke">> {
  const gone = await write(invitationId, (db) =>
    db
      .deleteFrom("invitation")
      .where("id", "=", invitationId)
      .where("email", "is not", null)
      .where("usedAt", "is", null)
      .executeTakeFirst(),
  )
  if (gone.numDeletedRows === 0n) throw notFound("invitation")
  return {}
}
