import type { Transaction } from "kysely"
import type { Role } from "../../../shared/protocol/types"
import { Refusal } from "../../core/refusal"
import type { House } from "../../feature"
import type { Schema } from "../../store/schema"

export type NewAgent = { email: string; name: string; role: Role; passwordHash: string }

/** Makes a person an agent, or a removed agent one again. Resolves with their id; `conflict` for who is one already. */
export async function putAgent(house: House, db: Transaction<Schema>, person: NewAgent): Promise<string> {
  const known = await agentByEmail(db, person.email)
  if (known && known.removedAt === null) throw alreadyAgent(person.email)
  const id = known?.id ?? house.newId()
  if (known) await returnAgent(house, db, id, person)
  else await insertAgent(house, db, id, person)
  await setPassword(house, db, id, person.passwordHash)
  return id
}

export const alreadyAgent = (email: string) => new Refusal("conflict", `${email} belongs to an agent already.`)

/** E-mail addresses are kept in small letters, as signing in looks for them. */
export function agentByEmail(db: Transaction<Schema>, email: string) {
  return db.selectFrom("agent").select(["id", "removedAt"]).where("email", "=", email.toLowerCase()).executeTakeFirst()
}

async function insertAgent(house: House, db: Transaction<Schema>, id: string, { email, name, role }: NewAgent) {
  const createdAt = storedMoment(house)
  await db
    .insertInto("agent")
    .values({
      id,
      name,
      email: email.toLowerCase(),
      emailVerified: house.store.dialect === "sqlite" ? 0 : false,
      image: null,
      createdAt,
      updatedAt: createdAt,
      role,
      availability: "online",
      awayFor: null,
      lastTookAt: null,
      givesBackAt: null,
      removedAt: null,
    })
    .execute()
}

async function returnAgent(house: House, db: Transaction<Schema>, id: string, { name, role }: NewAgent) {
  await db
    .updateTable("agent")
    .set({ name, role, availability: "online", awayFor: null, removedAt: null, updatedAt: storedMoment(house) })
    .where("id", "=", id)
    .execute()
}

async function setPassword(house: House, db: Transaction<Schema>, userId: string, password: string) {
  const createdAt = storedMoment(house)
  await db.deleteFrom("account").where("userId", "=", userId).execute()
  await db
    .insertInto("account")
    .values({
      id: house.newId(),
      accountId: userId,
      providerId: "credential",
      userId,
      password,
      createdAt,
      updatedAt: createdAt,
      accessToken: null,
      refreshToken: null,
      idToken: null,
      accessTokenExpiresAt: null,
      refreshTokenExpiresAt: null,
      scope: null,
    })
    .execute()
}

/** better-auth keeps its dates as each database holds them best: as text in SQLite, as a time in PostgreSQL. */
function storedMoment({ clock, store }: House): Date | string {
  const now = new Date(clock.now())
  return store.dialect === "sqlite" ? now.toISOString() : now
}
