import { randomUUID } from "node:crypto"
import type { CallName, ErrorCode, Input, Output } from "../../../../shared/protocol/types"
import { post } from "../../../testing/people"
import { type Colleague, type Guest, type Node, nodeFor, one, type Shop, upNode } from "./shop"

const PAGES = [
  { url: "https://nightingale.example/pricing", title: "Membership and prices" },
  { url: "https://nightingale.example/contacts", title: "Contacts" },
] as const

/** A guest asks: in a conversation they know of, which may be resolved, or as somebody who knows of none. */
export async function write(shop: Shop, guest: Guest, conversationId: string | null): Promise<void> {
  const index = shop.guests.indexOf(guest)
  const node = nodeFor(shop, index)
  const page = PAGES[index % 2 === 0 ? 0 : 1]
  guest.token ??= (await ask(node, "visitor.start", { site: "default", page }, {}))?.token ?? null
  const words = { id: randomUUID(), body: "Is the yearly membership cheaper?" }
  const input = { ...words, ...(conversationId !== null && { conversationId }) }
  const said = await ask(node, "message.send", input, { authorization: `Bearer ${guest.token}` })
  if (!said) return
  guest.conversationId = said.conversation.id
  shop.acknowledged.set(words.id, words.body)
}

export async function answer(
  shop: Shop,
  who: Colleague,
  said: { conversationId: string; body: string },
): Promise<void> {
  const id = randomUUID()
  if (await askAs(shop, who, "message.send", { id, ...said })) shop.acknowledged.set(id, said.body)
}

export async function assign(shop: Shop, which: number, to: number | null): Promise<void> {
  const ana = one(shop.colleagues, 0)
  const conversationId = await find(shop, ana, which)
  if (conversationId === null) return
  const assigneeId = to === null ? null : one(shop.colleagues, to).agentId
  if (assigneeId !== null) shop.lastDeedAt.set(assigneeId, shop.clock.now())
  await askAsOwner(shop, "conversation.assign", { conversationId, assigneeId })
}

/** The one team there may be; it takes what is asked about prices. */
export async function saveTeam(shop: Shop, members: readonly number[]): Promise<void> {
  const agentIds = members.map((index) => one(shop.colleagues, index).agentId)
  const there = await shop.db().selectFrom("team").select("id").executeTakeFirst()
  await askAsOwner(shop, "team.save", { name: "Sales", takes: [{ page: "/pricing*" }], agentIds, ...there })
}

/** One they are asked to take, one that they have, or any, counted from the first. */
export type Which = "are asked to take" | "have" | number

/** The conversation that somebody means; the newest where several would do. */
export async function find(shop: Shop, { agentId }: Colleague, which: Which): Promise<string | null> {
  const all = await shop
    .db()
    .selectFrom("conversation")
    .select(["id", "assigneeId"])
    .orderBy("createdAt")
    .orderBy("id")
    .execute()
  if (typeof which === "number") return all[which % all.length]?.id ?? null
  if (which === "have") return all.findLast(({ assigneeId }) => assigneeId === agentId)?.id ?? null
  const offers = await shop
    .db()
    .selectFrom("offer")
    .select(["agentId", "conversationId"])
    .where("endedAt", "is", null)
    .orderBy("offeredAt")
    .orderBy("id")
    .execute()
  const asked = (id: string | null) => offers.findLast((offer) => offer.agentId === id)?.conversationId
  return asked(agentId) ?? asked(null) ?? null
}

/** Asks as somebody who answers, over the node where their panel is open. */
export function askAs<Name extends CallName>(shop: Shop, who: Colleague, name: Name, input: Input<Name>) {
  return ask(who.tabs[0]?.node ?? upNode(shop), name, input, { cookie: who.cookie })
}

/** Asks as the owner, who needs no panel for what they set. */
export function askAsOwner<Name extends CallName>(shop: Shop, name: Name, input: Input<Name>) {
  return ask(upNode(shop), name, input, { cookie: one(shop.colleagues, 0).cookie })
}

/** What a person may be told who asks for what cannot be; every other error is a defect. */
const FAIR: readonly ErrorCode[] = ["conflict", "not_found", "invalid_input"]

/** Asks a server; null where it refused. */
async function ask<Name extends CallName>(
  { server }: Node,
  name: Name,
  input: Input<Name>,
  headers: Record<string, string>,
): Promise<Output<Name> | null> {
  const { reply } = await post(server, name, input, headers)
  if (reply.ok) return reply.data
  if (FAIR.includes(reply.error.code)) return null
  throw new Error(`${name} was answered with ${reply.error.code}: ${reply.error.message}`)
}
