import type { Person } from "../../../shared/protocol/types"
import type { AgentCaller, House, VisitorCaller } from "../../feature"
import type { Database } from "../../store/schema"

export function agentPerson({ agentId, name }: AgentCaller): Person {
  return { kind: "agent", id: agentId, name }
}

/** A visitor as events name them: by id, never by a name they chose (V12). */
export function visitorPerson({ contactId }: VisitorCaller): Person {
  return { kind: "visitor", id: contactId }
}

export function personOf(caller: VisitorCaller | AgentCaller): Person {
  return caller.kind === "agent" ? agentPerson(caller) : visitorPerson(caller)
}

export async function agentName(db: Database, id: string): Promise<string | null> {
  const row = await db.selectFrom("agent").select("name").where("id", "=", id).executeTakeFirst()
  return row?.name ?? null
}

/** Whether an agent still answers. Held until the commit, so that nobody is removed between this look and what follows. */
export async function isHere({ store }: House, db: Database, agentId: string): Promise<boolean> {
  const row = await db
    .selectFrom("agent")
    .select("id")
    .where("id", "=", agentId)
    .where("removedAt", "is", null)
    .$if(store.dialect === "postgres", (query) => query.forShare())
    .executeTakeFirst()
  return row !== undefined
}
