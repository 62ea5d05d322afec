import type { Transaction } from "kysely"
import type { Input, Output } from "../../../shared/protocol/types"
import { notFound, Refusal } from "../../core/refusal"
import type { AgentCaller, CallContext, House } from "../../feature"
import type { AgentRow, Schema } from "../../store/schema"
import { keepAnotherOwner } from "./last-owner"
import { agentRowById, readAgent } from "./read-agents"

type Changes = Input<"agent.save">

/** Changes an agent. Where their name or role changes their lines begin anew, because each carries those it began with. */
export async function saveAgent(
  house: House,
  { caller, afterwards }: CallContext<"agent.save">,
  changes: Changes,
): Promise<Output<"agent.save">> {
  allow(caller, changes)
  const agent = await house.write(changes.agentId, async (db) => {
    const row = await agentRowById(db, changes.agentId)
    if (!row || row.removedAt !== null) throw notFound("agent")
    await store(house, db, row, changes)
    return readAgent(db, row.id, house.clock.now())
  })
  house.tell.agents(null, "presence", { agents: [agent] })
  // After the answer to this call, which may have come over one of those lines.
  if (changes.name !== undefined || changes.role !== undefined)
    afterwards(() => house.tell.hangUp({ agentId: agent.id }))
  return { agent }
}

function allow(caller: AgentCaller, { agentId, role, capacity }: Changes): void {
  if (caller.role === "owner") return
  if (agentId !== caller.agentId) throw new Refusal("forbidden", "Only an owner may change another agent.")
  if (role !== undefined && role !== caller.role) throw new Refusal("forbidden", "Only an owner may change a role.")
  if (capacity !== undefined) throw new Refusal("forbidden", "Only an owner may change how many conversations one has.")
}

async function store(
  house: House,
  db: Transaction<Schema>,
  row: AgentRow,
  { name, role, capacity }: Changes,
): Promise<void> {
  if (row.role === "owner" && role !== undefined && role !== "owner") {
    await keepAnotherOwner(house.store.dialect, db, row.id)
  }
  await db
    .updateTable("agent")
    .set({ name: name?.trim() ?? row.name, role: role ?? row.role, capacity: capacity ?? row.capacity })
    .where("id", "=", row.id)
    .execute()
}
