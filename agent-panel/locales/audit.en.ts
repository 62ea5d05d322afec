import type { AuditKind, Role } from "../../shared/protocol/types"

/** What a line of the log has to say besides its kind. */
export type Said = {
  /** The name of what it was about. */
  about: string
  value: string
  /** The changed fields in words; empty where it was made anew. */
  fields: string
  /** Whether whoever did it did it to themselves. */
  isOwn: boolean
}

export type AuditGroup = "ways-in" | "refused" | "people" | "visitors" | "sites" | "policies" | "teams" | "keys"

/** The fields of all that can be changed, as they are called where one changes them. */
export type FieldWords = Record<
  | "name"
  | "role"
  | "capacity"
  | "look"
  | "allowedOrigins"
  | "retentionDays"
  | "applies"
  | "targets"
  | "hours"
  | "ladder"
  | "renewMs"
  | "questions"
  | "takes"
  | "agentIds",
  string
>

const roles: Record<Role, string> = { agent: "agent", supervisor: "supervisor", owner: "owner" }

const lines: Record<AuditKind, (said: Said) => string> = {
  "signed-in": ({ value }) => (value === "recovery-code" ? "Signed in with a recovery code" : "Signed in"),
  "sign-in-failed": ({ about }) =>
    about ? `Wrong password for ${about}` : "Sign-in with an e-mail address nobody has",
  "sign-in-throttled": ({ about }) =>
    about
      ? `Too many wrong passwords for ${about}: attempts are paused`
      : "Too many failed sign-ins: attempts are paused",
  "signed-out": () => "Signed out",
  "signed-out-elsewhere": () => "Signed out everywhere else",
  "session.revoke": () => "Signed out in one browser",
  "password-changed": () => "Changed the password",
  "second-factor-on": () => "Second factor set up",
  "second-factor-off": () => "Second factor turned off",
  "recovery-codes-made": () => "New recovery codes made",
  "secondFactor.require": ({ value }) =>
    value === "on" ? "A second factor is asked of everybody" : "A second factor is left to each",
  denied: ({ about }) => `Refused, because the role does not allow it: ${about}`,
  "agent.save": ({ about, value, fields, isOwn }) => {
    if (isOwn) return `Changed their own ${fields}`
    return value ? `${about} is ${value} now` : `${about} changed: ${fields}`
  },
  "agent.remove": ({ about }) => `${about} removed`,
  "invitation.create": ({ about, value }) => `${about} invited as ${value}`,
  "invitation.revoke": ({ about }) => `Invitation of ${about} taken back`,
  "invitation.accept": ({ value }) => `Accepted the invitation as ${value}`,
  "apiKey.create": ({ about }) => `API key “${about}” made`,
  "apiKey.revoke": ({ about }) => `API key “${about}” revoked`,
  "contact.export": () => "A visitor’s data exported",
  "contact.erase": () => "A visitor erased",
  "site.save": ({ about, fields }) => (fields ? `Site “${about}” changed: ${fields}` : `Site “${about}” made`),
  "origin.allow": ({ about, value }) => `${value} may show the chat of “${about}”`,
  "identity.make": ({ about }) => `A new key signs the customers of “${about}”`,
  "identity.require": ({ about, value }) =>
    value === "on" ? `Only signed-in customers may write on “${about}”` : `Everybody may write on “${about}”`,
  "identity.remove": ({ about }) => `“${about}” signs its customers no more`,
  "policy.create": ({ about }) => `Policy “${about}” made`,
  "policy.save": ({ about, fields }) => `Policy “${about}” changed: ${fields}`,
  "policy.remove": ({ about }) => `Policy “${about}” removed`,
  "policy.arrange": () => "Order of the policies changed",
  "team.save": ({ about, fields }) => (fields ? `Team “${about}” changed: ${fields}` : `Team “${about}” made`),
  "team.arrange": () => "Order of the teams changed",
  "team.remove": ({ about }) => `Team “${about}” removed`,
}

const fields: FieldWords = {
  name: "name",
  role: "role",
  capacity: "how many conversations at once",
  look: "look",
  retentionDays: "how long it is kept",
  allowedOrigins: "where it may be shown",
  applies: "whom it is for",
  targets: "targets",
  hours: "opening hours",
  ladder: "ladder",
  renewMs: "what is promised when it was missed",
  questions: "questions",
  takes: "what it takes",
  agentIds: "who is in it",
}

const groups: Record<AuditGroup, string> = {
  "ways-in": "Signing in",
  refused: "Refusals and failures",
  people: "People",
  visitors: "Visitors’ data",
  sites: "Sites",
  policies: "Policies",
  teams: "Teams",
  keys: "API keys",
}

export const en = {
  ...{ lines, fields, groups, roles },
  says: "Who did what: sign-ins, failures and every change of a setting. Nobody can change or remove a line.",
  search: "Search names",
  who: "Who",
  everybody: "Everybody",
  what: "What",
  everything: "Everything",
  stranger: "Not signed in",
  program: (name: string) => `A program of ${name}`,
  none: "Nothing like this was written down",
  noneNext: "Try other words, another person, or everything.",
  showAll: "Show everything",
  empty: "Nothing yet",
  emptyNext: "From the first sign-in on, everything stands here.",
  more: "Earlier",
  moreFailed: "The earlier lines did not load.",
}

export type AuditWords = typeof en
