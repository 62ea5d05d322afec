import type { Role } from "../../../shared/protocol/types"

/** The roles in the order of what they may do. The panel takes types only from the protocol, so the list is its own. */
export const ROLES = ["agent", "supervisor", "owner"] as const satisfies readonly Role[]
