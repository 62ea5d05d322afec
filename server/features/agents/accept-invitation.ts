import type { Transaction } from "kysely"
import type { Input, Output } from "../../../shared/protocol/types"
import { Refusal } from "../../core/refusal"
import type { House } from "../../feature"
import type { InvitationRow, Schema } from "../../store/schema"
import { hasOwner } from "./last-owner"
import { refuseWeak } from "./password-rules"
import { putAgent } from "./put-agent"
import { readAgent } from "./read-agents"
import { hashOf } from "./secrets"

/** One sentence for every way in which a link can be wrong, so that it tells nothing about the others. */
const uselessLink = () =>
  new Refusal("not_found", "This link does not work any more. Ask the person who sent it for a new one.")

/** Whom a link is for, as long as it works. */
export async function lookAtInvitation(
  { clock, store }: House,
  { token }: Input<"invitation.look">,
): Promise<Output<"invitation.look">> {
  const row = await store.reads
    .selectFrom("invitation")
    .select(["email", "name", "role"])
    .where("tokenHash", "=", hashOf(token))
    .where("usedAt", "is", null)
    .where("expiresAt", ">", clock.now())
    .executeTakeFirst()
  if (!row) throw uselessLink()
  return row
}

/** Makes the invited person an agent. Of several who use one link at once, one succeeds. */
export async function acceptInvitation(
  house: House,
  input: Input<"invitation.accept">,
): Promise<Output<"invitation.accept">> {
  // Hashing takes its time: nobody waits for it inside a transaction, and no stranger starts it without a working link.
  const { email, name } = await lookAtInvitation(house, input)
  await refuseWeak(input.password, { email: email ?? input.email ?? "", name: input.name ?? name })
  const passwordHash = await house.passwords.hash(input.password)
  const agent = await house.write(hashOf(input.token), async (db) => {
    const row = await claim(house, db, input.token)
    const id = await putAgent(house, db, { ...(await personOf(db, row, input)), role: row.role, passwordHash })
    return readAgent(db, id, house.clock.now())
  })
  house.tell.agents(null, "presence", { agents: [agent] })
  return { agent }
}

async function claim({ clock }: House, db: Transaction<Schema>, token: string): Promise<InvitationRow> {
  const row = await db
    .updateTable("invitation")
    .set({ usedAt: clock.now() })
    .where("tokenHash", "=", hashOf(token))
    .where("usedAt", "is", null)
    .where("expiresAt", ">", clock.now())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw uselessLink()
  return row
}

/** An invitation names its person; the first owner's link does not, and works only while there is no owner. */
async function personOf(db: Transaction<Schema>, row: InvitationRow, given: Input<"invitation.accept">) {
  if (row.email !== null) return { email: row.email, name: given.name?.trim() ?? row.name ?? row.email }
  if (await hasOwner(db)) throw uselessLink()
  if (given.email === undefined) throw new Refusal("invalid_input", "Say which e-mail address you will sign in with.")
  if (given.name === undefined) throw new Refusal("invalid_input", "Say your name: visitors see the first part of it.")
  return { email: given.email, name: given.name.trim() }
}
