import type { Feature, House } from "../../feature"
import { createDenials } from "./denials"
import { listAudit } from "./list-audit"
import { witnessCall } from "./witness-call"

/** Who did what, for the owner to read: what changes a setting is written down here, whichever feature answers it. */
export function audit(house: House): Feature {
  const noteDenial = createDenials(house)
  return {
    name: "audit",
    calls: { "audit.list": (input) => listAudit(house, input) },
    witness: (name, input, caller) => witnessCall(house, name, input, caller),
    called: noteDenial,
  }
}
