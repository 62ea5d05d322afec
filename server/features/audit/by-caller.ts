import type { AuditEntry } from "../../../shared/protocol/types"
import { STRANGER } from "../../core/audit"
import type { AnyCaller } from "../../feature"

/** Who made a call, as the log names them. A visitor is nobody here: what they do is in their conversation. */
export function byCaller(caller: AnyCaller): AuditEntry["by"] {
  if (caller.kind !== "agent") return STRANGER
  return { kind: caller.isProgram ? "program" : "agent", id: caller.agentId, name: caller.name }
}
