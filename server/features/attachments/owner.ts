import type { AgentCaller, AnyCaller, VisitorCaller } from "../../feature"
import type { AttachmentRow } from "../../store/schema"

export type Owner = Pick<AttachmentRow, "ownerKind" | "ownerId">

export function ownerOf(caller: VisitorCaller | AgentCaller): Owner {
  return caller.kind === "visitor"
    ? { ownerKind: "visitor", ownerId: caller.contactId }
    : { ownerKind: "agent", ownerId: caller.agentId }
}

export function isOwner(row: Owner, caller: AnyCaller): boolean {
  if (caller.kind === "nobody") return false
  const { ownerKind, ownerId } = ownerOf(caller)
  return row.ownerKind === ownerKind && row.ownerId === ownerId
}

/** Until a message carries it, a file is its owner's; from then on it is for all who may see the conversation. */
export function maySee(row: AttachmentRow, caller: AnyCaller): boolean {
  if (isOwner(row, caller)) return true
  if (row.messageId === null) return false
  return caller.kind === "agent" || (caller.kind === "visitor" && caller.contactId === row.contactId)
}
