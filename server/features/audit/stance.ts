import type { z } from "zod"
import type { Calls } from "../../../shared/protocol/calls"
import type { AuditEntry, AuditKind, CallName, Output } from "../../../shared/protocol/types"
import type { Database } from "../../store/schema"

/** What the log says of a call, besides who made it; `by` where the call itself makes somebody of its caller. */
type Told = Partial<Pick<AuditEntry, "by" | "about" | "agentId" | "value" | "fields">>

/** How a call is written down. */
type Audited = {
  kind: AuditKind
  /** What must be known before it is done, because it is gone or another afterwards. */
  before(db: Database, input: unknown): Promise<unknown>
  /** Null where nothing came of it. */
  tell(said: { input: unknown; output: unknown; before: unknown }): Told | null
}

/** Whether a call is written down is said once, in the protocol's list of what the log tells of. */
export type Stance<Name extends CallName = CallName> = Name extends AuditKind ? Audited : null

type Given<Name extends CallName> = z.output<Calls[Name]["input"]>

type Parts<Name extends CallName, Before> = {
  before?(db: Database, input: Given<Name>): Promise<Before>
  tell(said: { input: Given<Name>; output: Output<Name>; before: Before }): Told | null
}

/** The stance of one call. The door has checked what comes in, so that it is what the call's schema says. */
export function told<Name extends CallName & AuditKind, Before = null>(
  kind: Name,
  { before, tell }: Parts<Name, Before>,
): Audited {
  return {
    kind,
    before: async (db, input) => (before ? before(db, input as Given<Name>) : null),
    tell: (said) => tell(said as Parameters<typeof tell>[0]),
  }
}
