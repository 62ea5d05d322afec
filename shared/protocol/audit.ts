import { z } from "zod"
import { id, moment } from "./primitives"

/** Calls that are written down with whoever made them, because they change what others may do or are promised. */
const AUDITED_CALLS = [
  "agent.save",
  "agent.remove",
  "session.revoke",
  "secondFactor.require",
  "invitation.create",
  "invitation.revoke",
  "invitation.accept",
  "apiKey.create",
  "apiKey.revoke",
  "contact.export",
  "contact.erase",
  "site.save",
  "origin.allow",
  "identity.make",
  "identity.require",
  "identity.remove",
  "policy.create",
  "policy.save",
  "policy.remove",
  "policy.arrange",
  "team.save",
  "team.arrange",
  "team.remove",
] as const

/** What is written down besides: how people came in or did not, and what they were refused. */
const OTHER_OCCASIONS = [
  "signed-in",
  "sign-in-failed",
  "sign-in-throttled",
  "signed-out",
  "signed-out-elsewhere",
  "password-changed",
  "second-factor-on",
  "second-factor-off",
  "recovery-codes-made",
  "denied",
] as const

/** Everything that the audit log tells of. */
export const AUDIT_KINDS = [...AUDITED_CALLS, ...OTHER_OCCASIONS] as const

export const auditKindSchema = z.enum(AUDIT_KINDS)

/** Who did it: an agent, a program with an agent's key, or somebody who had not signed in. The name is that of then. */
const auditBySchema = z.object({
  kind: z.enum(["agent", "program", "stranger"]),
  id: id.nullable(),
  name: z.string().nullable(),
})

/** One thing that was done, or was refused. Never a secret, a message, or where somebody was. */
export const auditEntrySchema = z.object({
  id,
  at: moment,
  kind: auditKindSchema,
  by: auditBySchema,
  /** The name of what it was about, as it was then: a person, a policy, a site; for `denied` the call. */
  about: z.string().nullable(),
  /** Its id, where it is an agent. */
  agentId: id.nullable(),
  /** What it became, where that is one word: a role, an origin, `on`. */
  value: z.string().nullable(),
  /** The fields that changed. */
  fields: z.array(z.string()),
})
