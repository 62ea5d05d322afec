import type { AuditEntry, AuditKind } from "../../shared/protocol/types"
import type { GroupCommit } from "../store/group-commit"
import type { Clock } from "./clock"

/** Something worth writing down. What is absent did not matter. */
export type AuditDraft = { kind: AuditKind; by: AuditEntry["by"] } & Partial<
  Pick<AuditEntry, "about" | "agentId" | "value" | "fields">
>

/** Writes down who did what; resolves once it is durable. Never put a secret, a message or an address in it. */
export type Audit = (draft: AuditDraft) => Promise<void>

type Parts = { write: GroupCommit["run"]; clock: Clock; newId(): string }

/** Who somebody is who has not said so. */
export const STRANGER: AuditEntry["by"] = { kind: "stranger", id: null, name: null }

export function createAudit({ write, clock, newId }: Parts): Audit {
  return async ({ kind, by, about = null, agentId = null, value = null, fields = [] }) => {
    const id = newId()
    const words = [by.name, about, value].filter((word) => word !== null).join("\n")
    const row = {
      ...{ id, at: clock.now(), kind, byKind: by.kind, byId: by.id, byName: by.name, about, agentId, value },
      fieldsJson: JSON.stringify(fields),
      words: words.toLowerCase(),
    }
    await write(id, (db) => db.insertInto("audit").values(row).execute())
  }
}
