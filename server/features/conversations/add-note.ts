import type { Input, Output } from "../../../shared/protocol/types"
import type { AgentCaller, House } from "../../feature"
import { sayHere } from "./say"

/** Adds a note, which colleagues see and the visitor never does. */
export async function addNote(
  house: House,
  caller: AgentCaller,
  { id, body, conversationId }: Input<"note.add">,
): Promise<Output<"note.add">> {
  const { value, summary } = await house.inConversation(conversationId, (work) =>
    sayHere(work, caller, { id, body, kind: "note", attachmentIds: [] }),
  )
  return { event: value.event, conversation: summary.agents, duplicate: value.duplicate }
}
