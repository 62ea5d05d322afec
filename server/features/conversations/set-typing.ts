import type { Input } from "../../../shared/protocol/types"
import { firstNameOnly } from "../../core/event-log"
import type { AgentCaller, House, VisitorCaller } from "../../feature"
import { personOf } from "./people"
import { readVisibleRow } from "./store"

/** Tells the other side, and colleagues, that somebody types. Nothing is stored. */
export async function setTyping(
  house: House,
  caller: VisitorCaller | AgentCaller,
  { conversationId, on }: Input<"typing.set">,
): Promise<Record<string, never>> {
  const row = await readVisibleRow(house.store.reads, conversationId, caller)
  const by = personOf(caller)
  house.tell.agents(row.siteId, "typing", { conversationId, by, on })
  if (caller.kind === "agent") {
    house.tell.visitor(row.contactId, "typing", { conversationId, by: firstNameOnly(by), on })
  }
  return {}
}
