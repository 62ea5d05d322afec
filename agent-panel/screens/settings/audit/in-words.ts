import type { AuditEntry } from "../../../../shared/protocol/types"
import { auditWords as words } from "../../../locales/audit"

/** A line of the log as a sentence in the language of now. */
export function inWords({ kind, by, about, agentId, value, fields }: AuditEntry): string {
  return words.lines[kind]({
    about: about ?? "",
    value: named(words.roles, value ?? ""),
    fields: fields.map((field) => named(words.fields, field)).join(", "),
    isOwn: agentId !== null && agentId === by.id,
  })
}

/** Who did it, as they were called then. */
export function whoInWords({ by }: AuditEntry): string {
  if (by.kind === "stranger") return words.stranger
  return by.kind === "program" ? words.program(by.name ?? "") : (by.name ?? "")
}

/** A word of the server's in the reader's language; one that came with a later version is shown as it is. */
const named = (names: Readonly<Record<string, string>>, word: string) => names[word] ?? word
