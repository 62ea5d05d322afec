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
  return session !== undefined && new Date(session.expiresAt).getTime() > now
}
