import type { AgentCaller, House } from "../../feature"
import type { Auth } from "./auth"
import { isSecondFactorRequired } from "./second-factor"
import { hashOf } from "./secrets"

const KEY_USE_NOTED_EVERY_MS = 60_000

/** Who an agent is, by the cookie of their session or by the key of their program. Null when it proves nothing. */
export function identifyAgent(house: House, auth: () => Promise<Auth>) {
  return async (headers: Headers): Promise<AgentCaller | null> => {
    const key = bearer(headers)
    if (key !== null) return callerByKey(house, key)
    return headers.has("cookie") ? callerBySession(house, await auth(), headers) : null
  }
}

function bearer(headers: Headers): string | null {
  const [scheme, secret] = (headers.get("authorization") ?? "").split(" ")
  return scheme?.toLowerCase() === "bearer" && secret ? secret : null
}

async function callerBySession({ store }: House, auth: Auth, headers: Headers): Promise<AgentCaller | null> {
  const found = await auth.api.getSession({ headers })
  if (!found || typeof found.user.removedAt === "number") return null
  const { user, session } = found
  // They are nobody yet: all they can do is set it up, at the doors of sign-in.
  if (!user.twoFactorEnabled && (await isSecondFactorRequired(store.reads))) return null
  return { kind: "agent", agentId: user.id, name: user.name, role: user.role, passId: session.id, isProgram: false }
}

async function callerByKey(house: House, secret: string): Promise<AgentCaller | null> {
  const key = await house.store.reads
    .selectFrom("apiKey")
    .innerJoin("agent", "agent.id", "apiKey.agentId")
    .select(["apiKey.id", "apiKey.lastUsedAt", "agent.id as agentId", "agent.name", "agent.role"])
    .where("apiKey.secretHash", "=", hashOf(secret))
    .where("agent.removedAt", "is", null)
    .executeTakeFirst()
  if (!key) return null
  await noteUse(house, key)
  return { kind: "agent", agentId: key.agentId, name: key.name, role: key.role, passId: key.id, isProgram: true }
}

async function noteUse({ clock, write }: House, { id, lastUsedAt }: { id: string; lastUsedAt: number | null }) {
  const now = clock.now()
  if (lastUsedAt !== null && now - lastUsedAt < KEY_USE_NOTED_EVERY_MS) return
  await write(id, (db) => db.updateTable("apiKey").set({ lastUsedAt: now }).where("id", "=", id).execute())
}
