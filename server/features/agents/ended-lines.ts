import type { AlarmSource } from "../../core/alarm"
import type { AgentCaller, Connection, House } from "../../feature"
import type { Database } from "../../store/schema"
import { isSecondFactorRequired } from "./second-factor"

/** Whatever ended somebody's way in, wherever it was decided, their lines end within five seconds of it. */
const LOOKED_AT_EVERY_MS = 4_000

/**
 * Ends lines whose session or key is gone or has run out, or whose agent was removed, has another role or owes a second factor. What is decided on
 * this node ends them at once; this is for what another node decided, and for sessions that run out while a line is open.
 */
export function endedLines(house: House) {
  const lines = new Map<string, AgentCaller>()
  let nextAt = 0

  async function endThem(now: number): Promise<void> {
    const callers = [...lines.values()]
    const passes = await livePasses(house, callers, now)
    for (const { passId, role } of callers) {
      if (passes.get(passId) !== role) house.tell.hangUp({ passId })
    }
  }

  const alarm: AlarmSource = {
    name: "ended lines",
    nextAt: async () => (lines.size === 0 ? null : nextAt),
    async ring(now) {
      nextAt = now + LOOKED_AT_EVERY_MS
      await endThem(now)
    },
  }

  return {
    alarm,
    async connected({ id, caller }: Connection) {
      if (caller.kind !== "agent") return
      lines.set(id, caller)
      if (lines.size > 1) return
      nextAt = house.clock.now() + LOOKED_AT_EVERY_MS
      house.wakeBy(nextAt)
    },
    async disconnected({ id }: Connection) {
      lines.delete(id)
    },
  }
}

/** The sessions and keys among these that open something now, with the role that they give. */
async function livePasses(
  { store }: House,
  callers: readonly AgentCaller[],
  now: number,
): Promise<Map<string, string>> {
  const ids = (isProgram: boolean) => [
    ...new Set(callers.filter((caller) => caller.isProgram === isProgram).map(({ passId }) => passId)),
  ]
  const sessions = await liveSessions(store.reads, ids(false), now)
  const keys = await liveKeys(store.reads, ids(true))
  return new Map([...sessions, ...keys].map(({ id, role }) => [id, role]))
}

async function liveSessions(db: Database, ids: readonly string[], now: number) {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom("session")
    .innerJoin("agent", "agent.id", "session.userId")
    .select(["session.id", "session.expiresAt", "agent.role", "agent.twoFactorEnabled"])
    .where("session.id", "in", ids)
    .where("agent.removedAt", "is", null)
    .execute()
  const required = rows.some((row) => !row.twoFactorEnabled) && (await isSecondFactorRequired(db))
  return rows.filter(
    ({ expiresAt, twoFactorEnabled }) => new Date(expiresAt).getTime() > now && (twoFactorEnabled || !required),
  )
}

async function liveKeys(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom("apiKey")
    .innerJoin("agent", "agent.id", "apiKey.agentId")
    .select(["apiKey.id", "agent.role"])
    .where("apiKey.id", "in", ids)
    .where("agent.removedAt", "is", null)
    .execute()
}
