import type { AlarmSource } from "../../core/alarm"
import type { Connection, House } from "../../feature"
import { readAgents } from "../agents"
import { PRESENCE_LASTS_MS, readWhereabouts } from "./rows"

const BEAT_EVERY_MS = PRESENCE_LASTS_MS / 3

/** Says for all lines of this node at once that they live, and forgets those of a node that died. */
export function heartbeat(house: House, lines: ReadonlyMap<string, Connection>): AlarmSource {
  let nextBeatAt = 0

  return {
    name: "presence",
    nextAt: async () => nextBeatAt,
    async ring(now) {
      nextBeatAt = now + BEAT_EVERY_MS
      const forgotten = await house.write("presence", async (db) => {
        if (lines.size > 0) {
          const expiresAt = now + PRESENCE_LASTS_MS
          await db.updateTable("presence").set({ expiresAt }).where("nodeId", "=", house.nodeId).execute()
        }
        return db.deleteFrom("presence").where("expiresAt", "<=", now).returning(["kind", "personId"]).execute()
      })
      if (forgotten.some((row) => row.kind === "agent")) await tellAgents(now)
      const visitors = forgotten.filter((row) => row.kind === "visitor")
      if (visitors.length > 0) await tellVisitors(now, new Set(visitors.map((row) => row.personId)))
    },
  }

  async function tellAgents(now: number): Promise<void> {
    house.tell.agents(null, "presence", { agents: await readAgents(house.store.reads, now) })
  }

  async function tellVisitors(now: number, gone: Set<string>): Promise<void> {
    const here = new Set((await readWhereabouts(house.store.reads, now)).map(({ contactId }) => contactId))
    const visitors = [...gone]
      .filter((contactId) => !here.has(contactId))
      .map((contactId) => ({ contactId, page: null, connected: false }))
    if (visitors.length > 0) house.tell.agents(null, "presence", { visitors })
  }
}
