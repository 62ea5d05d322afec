import { randomUUID } from "node:crypto"
import type { CallName, Input } from "../../../shared/protocol/types"
import { post } from "../people"
import type { Cast, Vera } from "./cast"
import type { ActorName } from "./who-may"

type Scene = { cast: Cast; vera: Vera; actor: ActorName }
type Examples = { [Name in CallName]: (scene: Scene) => Input<Name> | Promise<Input<Name>> }

const HOUR_MS = 3_600_000
const page = { url: "https://nightingale.example/contacts", title: "Contacts" }
const look = { accent: "#0b6e4f", side: "right", greeting: null } as const
const here = ({ vera }: Scene) => ({ conversationId: vera.conversationId })
const now = ({ cast }: Scene) => cast.server.clock.now()

/** For each call an input with which it succeeds for whoever may make it, about Vera's conversation where it is about one. */
export const EXAMPLES: Examples = {
  "visitor.start": () => ({ site: "default", page }),
  "page.visited": () => ({ page }),
  "contact.save": ({ vera }) => ({ contactId: vera.contactId, name: "Vera" }),
  "contact.export": ({ vera }) => ({ contactId: vera.contactId }),
  "contact.erase": ({ vera }) => ({ contactId: vera.contactId }),
  "message.send": (scene) => ({ ...here(scene), id: randomUUID(), body: "And for students?" }),
  "attachment.create": () => ({ name: "atlas.png", size: 100 }),
  "events.list": here,
  "typing.set": (scene) => ({ ...here(scene), on: true }),
  "seen.set": (scene) => ({ ...here(scene), seq: 1 }),
  "agent.start": () => ({}),
  "agent.save": ({ cast, actor }) => {
    const own = actor === "key" ? "Ana" : actor
    return { agentId: own in cast.agentIds ? cast.agentIds[own as "Bo"] : cast.agentIds.Bo, name: own }
  },
  "agent.remove": async ({ cast }) => ({ agentId: (await cast.hire(newName())).agentId }),
  "session.list": () => ({}),
  "session.revoke": async ({ cast, actor }) => {
    const who = actor === "key" ? "Ana" : actor
    await cast.freshCookie(who)
    return { sessionId: (await cast.sessionsOf(who))[0] ?? "none" }
  },
  "secondFactor.read": () => ({}),
  "secondFactor.require": () => ({ required: false }),
  "presence.set": () => ({ availability: "away" }),
  "conversation.get": here,
  "conversation.list": () => ({ text: "membership" }),
  "conversation.accept": here,
  "conversation.assign": (scene) => ({ ...here(scene), assigneeId: scene.cast.agentIds.Bo }),
  "conversation.snooze": (scene) => ({ ...here(scene), until: now(scene) + HOUR_MS }),
  "offer.decline": here,
  "reply.waive": async (scene) => {
    await scene.cast.arrange("message.send", {
      ...here(scene),
      id: randomUUID(),
      body: "It is, by a third. Shall I order it for you?",
    })
    const words = { id: randomUUID(), body: "What do I get for it?" }
    await post(scene.cast.server, "message.send", words, { Authorization: `Bearer ${scene.vera.token}` })
    return here(scene)
  },
  "promise.make": (scene) => ({ ...here(scene), dueAt: now(scene) + HOUR_MS }),
  "promise.keep": async (scene) => {
    await scene.cast.arrange("promise.make", { ...here(scene), dueAt: now(scene) + HOUR_MS })
    return here(scene)
  },
  "conversation.resolve": here,
  "conversation.reopen": async (scene) => {
    await scene.cast.arrange("conversation.resolve", here(scene))
    return here(scene)
  },
  "note.add": (scene) => ({ ...here(scene), id: randomUUID(), body: "She has asked before." }),
  "policy.list": () => ({}),
  "policy.create": () => ({ name: "Evenings", targets: { firstTouchMs: 60_000 } }),
  "policy.save": () => ({ name: "Everybody" }),
  "policy.remove": async (scene) => ({ policyId: (await newPolicy(scene)).id }),
  "policy.arrange": async (scene) => {
    await newPolicy(scene)
    const { policies } = await scene.cast.arrange("policy.list", {})
    return { policyIds: policies.map(({ id }) => id).filter((id) => id !== "default") }
  },
  "team.list": () => ({}),
  "team.save": () => ({ name: newName(), agentIds: [], takes: [] }),
  "team.arrange": async ({ cast }) => ({ teamIds: (await cast.arrange("team.list", {})).teams.map(({ id }) => id) }),
  "team.remove": async ({ cast }) => {
    const { team } = await cast.arrange("team.save", { name: newName(), agentIds: [], takes: [] })
    return { teamId: team.id }
  },
  "wall.get": (scene) => ({ since: now(scene) - HOUR_MS }),
  "traffic.list": (scene) => ({ from: now(scene) - HOUR_MS, until: now(scene) }),
  "push.key": () => ({}),
  "push.subscribe": () => ({
    endpoint: `https://push.example/${randomUUID()}`,
    keys: {
      p256dh: Buffer.alloc(65, 4).toString("base64url"),
      auth: Buffer.alloc(16, 1).toString("base64url"),
    },
    locale: "en",
  }),
  "push.unsubscribe": () => ({ endpoint: "https://push.example/nobody" }),
  "site.save": () => ({ name: "A third shop", allowedOrigins: [], look }),
  "identity.read": () => ({ siteId: "default" }),
  "identity.make": ({ cast }) => ({ siteId: cast.otherSite }),
  "identity.require": async ({ cast }) => {
    await cast.arrange("identity.make", { siteId: cast.otherSite })
    return { siteId: cast.otherSite, required: false }
  },
  "identity.remove": async ({ cast }) => {
    await cast.arrange("identity.make", { siteId: cast.otherSite })
    return { siteId: cast.otherSite }
  },
  "origin.refused": () => ({}),
  "origin.allow": ({ cast }) => ({ siteId: cast.otherSite, origin: "https://prints.example" }),
  "invitation.create": () => ({ email: `${newName()}@nightingale.example`, name: "Eve", role: "agent" }),
  "invitation.list": () => ({}),
  "invitation.revoke": async (scene) => ({ invitationId: (await newInvitation(scene)).invitation.id }),
  "invitation.look": async (scene) => ({ token: (await newInvitation(scene)).token }),
  "invitation.accept": async (scene) => ({
    token: (await newInvitation(scene)).token,
    password: "somebody else's long sentence",
  }),
  "apiKey.create": () => ({ name: "Reports" }),
  "apiKey.list": () => ({}),
  "audit.list": () => ({}),
  "apiKey.revoke": async ({ cast }) => ({ apiKeyId: (await cast.arrange("apiKey.create", { name: "x" })).apiKey.id }),
}

const newName = () => `someone-${randomUUID().slice(0, 8)}`

const newInvitation = ({ cast }: Scene) =>
  cast.arrange("invitation.create", { email: `${newName()}@nightingale.example`, name: "Eve", role: "agent" })

async function newPolicy({ cast }: Scene) {
  const { policy } = await cast.arrange("policy.create", { name: "Mornings", targets: { firstTouchMs: 60_000 } })
  return policy
}
