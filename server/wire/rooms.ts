import type { Server } from "socket.io"
import type { EventType, Pushes } from "../../shared/protocol/types"
import type { Published } from "../core/unit-of-work"
import type { AgentCaller, Tell, VisitorCaller } from "../feature"

export type Rooms = {
  /** From now on what is told is heard. */
  attach(io: Server): void
  /** Tells everybody whom a commit concerns. */
  publish(published: Published): void
  tell: Tell
}

const AGENTS = "agents"

/** The rooms a person's line is in. Only the server puts it there (V30). */
export function roomsOf(caller: VisitorCaller | AgentCaller): string[] {
  if (caller.kind === "visitor") {
    return caller.vouched
      ? [contactRoom(caller.contactId)]
      : [contactRoom(caller.contactId), strangerRoom(caller.siteId)]
  }
  return [AGENTS, agentRoom(caller.agentId), passRoom(caller.passId)]
}

const contactRoom = (contactId: string) => `contact:${contactId}`
const strangerRoom = (siteId: string) => `strangers:${siteId}`
const agentRoom = (agentId: string) => `agent:${agentId}`
const passRoom = (passId: string) => `pass:${passId}`

/** Events that change nothing for the visitor, who must not even notice that something happened (W4). */
const UNNOTICED: readonly EventType[] = [
  "note.added",
  "contact.changed",
  "offer.made",
  "offer.ended",
  "step.taken",
  "step.postponed",
]

/** Who hears what. */
export function createRooms(): Rooms {
  let server: Server | null = null

  const tell: Tell = {
    // Every agent sees every site for now, so a site's agents are all of them.
    agents: (_siteId, name, push) => void server?.of("/agent").to(AGENTS).emit(name, push),
    visitor: (contactId, name, push) => void server?.of("/visitor").to(contactRoom(contactId)).emit(name, push),
    hangUp: (who) => {
      const end = (side: "/agent" | "/visitor", room: string) => server?.of(side).in(room).disconnectSockets(true)
      if ("contactId" in who) end("/visitor", contactRoom(who.contactId))
      else if ("strangersOf" in who) end("/visitor", strangerRoom(who.strangersOf))
      else end("/agent", "agentId" in who ? agentRoom(who.agentId) : passRoom(who.passId))
    },
  }

  function publish({ row, events, summary }: Published): void {
    for (const event of events) {
      tell.agents(row.siteId, "event", event.agents)
      if (event.visitor) tell.visitor(row.contactId, "event", event.visitor)
    }
    tell.agents(row.siteId, "conversation", summary.agents)
    if (events.some(({ agents }) => !UNNOTICED.includes(agents.type))) {
      tell.visitor(row.contactId, "conversation", summary.visitor as Pushes["conversation"])
    }
  }

  return {
    attach(io) {
      server = io
    },
    publish,
    tell,
  }
}
