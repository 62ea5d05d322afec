import type { Connection, Feature, House, VisitorCaller } from "../../feature"
import type { Database } from "../../store/schema"
import { readAgent } from "../agents"
import { readContact, type VisitorPages } from "../contacts"
import { chooseAvailability } from "./choose-availability"
import { heartbeat } from "./heartbeat"
import { manyNodesAlarm } from "./many-nodes"
import { presenceRow, putPresence, whereaboutsOf } from "./rows"

export { readWhereabouts } from "./rows"

/** Who is connected, as observed, and who takes conversations, as chosen. A visitor who never wrote is not stored. */
export function presence(house: House, pages: VisitorPages): Feature {
  /** This node's own lines; the table holds everybody's. */
  const lines = new Map<string, Connection>()
  /** Those of them that have a row: whoever is erased meanwhile is known no more, and their row goes all the same. */
  const stored = new Set<string>()
  const { reads } = house.store

  const write = (connection: Connection, change: (db: Database) => Promise<unknown>) =>
    house.write(`presence.${connection.id}`, change)

  async function tell({ caller }: Connection): Promise<void> {
    const now = house.clock.now()
    if (caller.kind === "agent") {
      house.tell.agents(null, "presence", { agents: [await readAgent(reads, caller.agentId, now)] })
    } else {
      house.tell.agents(caller.siteId, "presence", { visitors: [await whereaboutsOf(reads, caller.contactId, now)] })
    }
  }

  async function put(connection: Connection): Promise<void> {
    const { caller } = connection
    const page = caller.kind === "visitor" ? pages.pageOf(caller.contactId) : null
    stored.add(connection.id)
    await write(connection, (db) => putPresence(db, presenceRow(house, connection, page)))
    // The line may have ended while its row was being written.
    if (!lines.has(connection.id)) await drop(connection)
    else await tell(connection)
  }

  async function drop(connection: Connection): Promise<void> {
    stored.delete(connection.id)
    await write(connection, (db) => db.deleteFrom("presence").where("connectionId", "=", connection.id).execute())
    await tell(connection)
  }

  const isProgram = ({ caller }: Connection) => caller.kind === "agent" && caller.isProgram

  const isKnown = async ({ caller }: Connection) =>
    caller.kind === "agent" || (await readContact(reads, caller.contactId)) !== null

  const linesOf = ({ contactId }: Pick<VisitorCaller, "contactId">) =>
    [...lines.values()].filter(({ caller }) => caller.kind === "visitor" && caller.contactId === contactId)

  return {
    name: "presence",
    calls: {
      "presence.set": (input, { caller }) => chooseAvailability(house, caller, input),
      "page.visited": async ({ page }, { caller }) => {
        pages.visit(caller.contactId, page)
        for (const line of linesOf(caller)) if (await isKnown(line)) await put(line)
        return {}
      },
    },
    reactions: {
      "conversation.opened": async (work) => {
        const { contactId } = work.conversation
        work.afterCommit(() => {
          for (const line of linesOf({ contactId })) house.background("presence", put(line))
        })
      },
    },
    alarms: [heartbeat(house, lines), manyNodesAlarm(house)],
    async connected(connection) {
      if (isProgram(connection)) return
      lines.set(connection.id, connection)
      if (await isKnown(connection)) await put(connection)
    },
    async disconnected(connection) {
      if (isProgram(connection)) return
      lines.delete(connection.id)
      if (stored.has(connection.id)) await drop(connection)
    },
    async stop() {
      await house.write("presence", (db) => db.deleteFrom("presence").where("nodeId", "=", house.nodeId).execute())
    },
  }
}
