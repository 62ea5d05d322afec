import type { Input, Output } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { AgentCaller, CallContext, House } from "../../feature"
import type { Database } from "../../store/schema"

/** Whether somebody is still signed in by this session, and still answers here. */
export async function sessionLives(db: Database, id: string, now: number): Promise<boolean> {
  const session = await db
    .selectFrom("session")
    .innerJoin("agent", "agent.id", "session.userId")
    .select("session.expiresAt")
    .where("session.id", "=", id)
    .where("agent.removedAt", "is", null)
    .executeTakeFirst()
  return session !== undefined && momentOf(session.expiresAt) > now
}

/** Where an agent is signed in, the latest first. */
export async function listSessions({ clock, store }: House, caller: AgentCaller): Promise<Output<"session.list">> {
  const rows = await store.reads
    .selectFrom("session")
    .select(["id", "createdAt", "expiresAt", "userAgent"])
    .where("userId", "=", caller.agentId)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .execute()
  const live = rows.filter(({ expiresAt }) => momentOf(expiresAt) > clock.now())
  return {
    sessions: live.map(({ id, createdAt, userAgent }) => ({
      id,
      createdAt: momentOf(createdAt),
      browser: userAgent || null,
      current: id === caller.passId,
    })),
  }
}

/** Ends one of an agent's own sessions, and the lines it carries. */
export async function revokeSession(
  { tell, write }: House,
  { caller: { agentId }, afterwards }: CallContext<"session.revoke">,
  { sessionId }: Input<"session.revoke">,
): Promise<Output<"session.revoke">> {
  const gone = await write(sessionId, (db) =>
    db.deleteFrom("session").where("id", "=", sessionId).where("userId", "=", agentId).executeTakeFirst(),
  )
  if (gone.numDeletedRows === 0n) throw notFound("session")
  // After the answer to this call, which may have come over one of those lines.
  afterwards(() => tell.hangUp({ passId: sessionId }))
  return {}
}

/** better-auth's dates, as either database holds them. */
const momentOf = (date: Date | string) => new Date(date).getTime()
