import type { CallName } from "../../../shared/protocol/types"
import { changedFields, nameOf, policyBefore, siteBefore, teamBefore } from "./before"
import { type Stance, told } from "./stance"

/**
 * What each call leaves in the log: null for those that change nothing an owner answers for, or whose trace lies
 * elsewhere, as a conversation's does in its events. A call that is not in here does not compile.
 */
export const STANCES: { readonly [Name in CallName]: Stance<Name> } = {
  "visitor.start": null,
  "page.visited": null,
  "contact.save": null,
  // Nothing that names the person: a trace here would outlive what is erased.
  "contact.export": told("contact.export", { tell: () => ({}) }),
  "contact.erase": told("contact.erase", { tell: () => ({}) }),
  "message.send": null,
  "attachment.create": null,
  "events.list": null,
  "typing.set": null,
  "seen.set": null,
  "agent.start": null,
  "agent.save": told("agent.save", {
    before: async (db, { agentId }) =>
      db.selectFrom("agent").select(["name", "role", "capacity"]).where("id", "=", agentId).executeTakeFirst(),
    tell({ input, output, before }) {
      const fields = changedFields(input, before)
      const value = fields.includes("role") ? output.agent.role : null
      return fields.length === 0 ? null : { about: before?.name ?? null, agentId: input.agentId, value, fields }
    },
  }),
  "agent.remove": told("agent.remove", {
    tell: ({ output: { agent } }) => ({ about: agent.name, agentId: agent.id }),
  }),
  "session.list": null,
  "session.revoke": told("session.revoke", { tell: () => ({}) }),
  "secondFactor.read": null,
  "secondFactor.require": told("secondFactor.require", {
    tell: ({ input }) => ({ value: input.required ? "on" : "off" }),
  }),
  "presence.set": null,
  "conversation.get": null,
  "conversation.list": null,
  "conversation.accept": null,
  "conversation.assign": null,
  "conversation.snooze": null,
  "offer.decline": null,
  "reply.waive": null,
  "promise.make": null,
  "promise.keep": null,
  "conversation.resolve": null,
  "conversation.reopen": null,
  "note.add": null,
  "policy.list": null,
  "policy.create": told("policy.create", { tell: ({ output }) => ({ about: output.policy.name }) }),
  "policy.save": told("policy.save", {
    before: policyBefore,
    tell: ({ input, output, before }) => changed(output.policy.name, changedFields(input, before)),
  }),
  "policy.remove": told("policy.remove", {
    before: (db, { policyId }) => nameOf(db, "policy", policyId),
    tell: ({ before }) => ({ about: before }),
  }),
  "policy.arrange": told("policy.arrange", { tell: () => ({}) }),
  "team.list": null,
  "team.save": told("team.save", {
    before: teamBefore,
    tell: ({ input, output, before }) =>
      input.id === undefined ? { about: output.team.name } : changed(output.team.name, changedFields(input, before)),
  }),
  "team.arrange": told("team.arrange", { tell: () => ({}) }),
  "team.remove": told("team.remove", {
    before: (db, { teamId }) => nameOf(db, "team", teamId),
    tell: ({ before }) => ({ about: before }),
  }),
  "wall.get": null,
  "traffic.list": null,
  "push.key": null,
  "push.subscribe": null,
  "push.unsubscribe": null,
  "site.save": told("site.save", {
    before: siteBefore,
    tell: ({ input, output, before }) =>
      input.id === undefined ? { about: output.site.name } : changed(output.site.name, changedFields(input, before)),
  }),
  "identity.read": null,
  "identity.make": told("identity.make", {
    before: (db, { siteId }) => nameOf(db, "site", siteId),
    tell: ({ output, before }) => ({ about: before, value: output.identity.algorithm }),
  }),
  "identity.require": told("identity.require", {
    before: (db, { siteId }) => nameOf(db, "site", siteId),
    tell: ({ input, before }) => ({ about: before, value: input.required ? "on" : "off" }),
  }),
  "identity.remove": told("identity.remove", {
    before: (db, { siteId }) => nameOf(db, "site", siteId),
    tell: ({ before }) => ({ about: before }),
  }),
  "origin.refused": null,
  "origin.allow": told("origin.allow", {
    tell: ({ input, output }) => ({ about: output.site.name, value: input.origin }),
  }),
  "invitation.create": told("invitation.create", {
    tell: ({ output: { invitation } }) => ({ about: invitation.name, value: invitation.role }),
  }),
  "invitation.list": null,
  "invitation.revoke": told("invitation.revoke", {
    before: (db, { invitationId }) => nameOf(db, "invitation", invitationId),
    tell: ({ before }) => ({ about: before }),
  }),
  "invitation.look": null,
  "invitation.accept": told("invitation.accept", {
    tell: ({ output: { agent } }) => ({
      by: { kind: "agent", id: agent.id, name: agent.name },
      agentId: agent.id,
      value: agent.role,
    }),
  }),
  "apiKey.create": told("apiKey.create", { tell: ({ output }) => ({ about: output.apiKey.name }) }),
  "apiKey.list": null,
  "apiKey.revoke": told("apiKey.revoke", {
    before: (db, { apiKeyId }) => nameOf(db, "apiKey", apiKeyId),
    tell: ({ before }) => ({ about: before }),
  }),
  "audit.list": null,
}

/** A save that changed nothing leaves nothing. */
const changed = (about: string, fields: string[]) => (fields.length === 0 ? null : { about, fields })
