import { signal } from "@preact/signals"
import type { AuditEntry, AuditKind, CallError, Input } from "../../shared/protocol/types"
import type { AuditGroup } from "../locales/audit.en"
import { ask, type Loaded } from "./settings-loaded"

export type AuditFilter = { agentId: string | null; group: AuditGroup | null; text: string }
export type AuditPage = { entries: readonly AuditEntry[]; next: string | null; moreFailed: CallError | null }

const EVERYTHING: AuditFilter = { agentId: null, group: null, text: "" }
const PAGE_LENGTH = 50

/** What stands together in a filter; the server's kinds are finer than what an owner looks for. */
export const GROUPS: Readonly<Record<AuditGroup, AuditKind[]>> = {
  "ways-in": [
    "signed-in",
    "sign-in-failed",
    "sign-in-throttled",
    "signed-out",
    "signed-out-elsewhere",
    "session.revoke",
    "password-changed",
    "second-factor-on",
    "second-factor-off",
    "recovery-codes-made",
  ],
  refused: ["denied", "sign-in-failed", "sign-in-throttled"],
  people: [
    "agent.save",
    "agent.remove",
    "secondFactor.require",
    "invitation.create",
    "invitation.revoke",
    "invitation.accept",
  ],
  visitors: ["contact.export", "contact.erase"],
  sites: ["site.save", "origin.allow", "identity.make", "identity.require", "identity.remove"],
  policies: ["policy.create", "policy.save", "policy.remove", "policy.arrange"],
  teams: ["team.save", "team.arrange", "team.remove"],
  keys: ["apiKey.create", "apiKey.revoke"],
}

export const auditFilter = signal<AuditFilter>(EVERYTHING)
export const auditShown = signal<Loaded<AuditPage>>({ state: "loading" })

/** The log as a screen that fetches when it opens has it. */
export const auditLog = { shown: auditShown, fetch: fetchAudit, change: () => {} }

/** Looks for something else. What was found before stays until the answer is there. */
export function filterAudit(part: Partial<AuditFilter>): void {
  auditFilter.value = { ...auditFilter.value, ...part }
  void fetchAudit()
}

export const showWholeAudit = () => filterAudit(EVERYTHING)

export const isFiltered = ({ agentId, group, text }: AuditFilter) => agentId !== null || group !== null || text !== ""

async function fetchAudit(): Promise<void> {
  const filter = auditFilter.value
  const reply = await ask("audit.list", asked(filter))
  // Somebody who types on is not shown what they looked for a letter ago.
  if (filter !== auditFilter.value) return
  if (reply.ok) auditShown.value = { state: "there", value: { ...reply.data, moreFailed: null } }
  else if (auditShown.value.state !== "there") auditShown.value = { state: "failed", error: reply.error }
}

export async function fetchEarlierAudit(): Promise<void> {
  const [filter, shown] = [auditFilter.value, auditShown.value]
  if (shown.state !== "there" || shown.value.next === null) return
  const { entries, next } = shown.value
  const reply = await ask("audit.list", { ...asked(filter), before: next })
  if (filter !== auditFilter.value) return
  const more = reply.ok ? { ...reply.data, moreFailed: null } : { entries: [], next, moreFailed: reply.error }
  auditShown.value = { state: "there", value: { ...more, entries: [...entries, ...more.entries] } }
}

function asked({ agentId, group, text }: AuditFilter): Input<"audit.list"> {
  return {
    limit: PAGE_LENGTH,
    ...(agentId !== null && { agentId }),
    ...(group !== null && { kinds: GROUPS[group] }),
    ...(text.trim() !== "" && { text: text.trim() }),
  }
}
