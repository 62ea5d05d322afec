import fc from "fast-check"
import { answer, askAs, askAsOwner, assign, find, saveTeam, type Which, write } from "./acts"
import { comeIn, hangUp } from "./lines"
import { POLICIES, policyAt } from "./policies"
import { type Colleague, GUESTS, type Guest, one, type Shop, STAFF } from "./shop"

/** Something that a person does. */
export type Deed = { what: string; run(shop: Shop): Promise<unknown> }
type Weighted = { weight: number; arbitrary: fc.Arbitrary<Deed> }

/** Moments at which something of a ladder, an offer or a grace is due, and those beside them. */
export const someMs = fc.constantFrom(1, 1_000, 9_999, 10_000, 15_000, 29_999, 30_000, 45_000, 60_000, 180_000)

const SNOOZE_MS = 20_000

const guest = fc.nat(GUESTS.length - 1)
const agent = fc.nat(STAFF.length - 1)
const place = fc.nat(4)
const which: fc.Arbitrary<Which> = fc.oneof(
  { weight: 3, arbitrary: fc.constant("are asked to take" as const) },
  { weight: 3, arbitrary: fc.constant("have" as const) },
  { weight: 2, arbitrary: place },
)

/** What people may do, each as often as it is telling. */
export const deed: fc.Arbitrary<Deed> = fc.oneof(
  ofGuest(9, "asks", (shop, vera) => write(shop, vera, vera.conversationId)),
  ofGuest(1, "begins anew", (shop, vera) => write(shop, vera, null)),
  ofAgent(5, "comes in", comeIn),
  ofAgent(2, "hangs up", hangUp),
  atTheDesk(4, "goes away", (shop, ana) => askAs(shop, ana, "presence.set", { availability: "away" })),
  atTheDesk(3, "comes back", (shop, ana) => askAs(shop, ana, "presence.set", { availability: "online" })),
  onOne(5, "accepts", (shop, ana, it) => askAs(shop, ana, "conversation.accept", it)),
  onOne(3, "declines", (shop, ana, it) => askAs(shop, ana, "offer.decline", it)),
  onOne(3, "types in", (shop, ana, it) => askAs(shop, ana, "typing.set", { ...it, on: true })),
  onOne(4, "answers", (shop, ana, it) => answer(shop, ana, { ...it, body: "Yes, by a fifth" })),
  onOne(3, "greets in", (shop, ana, it) => answer(shop, ana, { ...it, body: "Hello, one moment" })),
  onOne(3, "resolves", (shop, ana, it) => askAs(shop, ana, "conversation.resolve", it)),
  onOne(1, "reopens", (shop, ana, it) => askAs(shop, ana, "conversation.reopen", it)),
  onOne(1, "waives a reply in", (shop, ana, it) => askAs(shop, ana, "reply.waive", it)),
  onOne(2, "snoozes", (shop, ana, it) =>
    askAs(shop, ana, "conversation.snooze", { ...it, until: shop.clock.now() + SNOOZE_MS }),
  ),
  ofOwner(3, fc.tuple(place, fc.option(agent)), ([which, to]) => ({
    what: `gives conversation ${which} to ${to === null ? "nobody" : STAFF[to]}`,
    run: (shop) => assign(shop, which, to),
  })),
  ofOwner(2, fc.tuple(agent, fc.nat(3)), ([who, capacity]) => ({
    what: `gives ${STAFF[who]} room for ${capacity}`,
    run: (shop) => askAsOwner(shop, "agent.save", { agentId: one(shop.colleagues, who).agentId, capacity }),
  })),
  ofOwner(3, fc.subarray([...STAFF.keys()]), (members) => ({
    what: `makes a team of ${members.map((who) => STAFF[who]).join(", ") || "nobody"}`,
    run: (shop) => saveTeam(shop, members),
  })),
  ofOwner(2, fc.constantFrom(...POLICIES), (policy) => ({
    what: `sets the policy "${policy}"`,
    run: (shop) => askAsOwner(shop, "policy.save", policyAt(policy, shop.clock.now())),
  })),
)

function ofGuest(weight: number, what: string, act: (shop: Shop, who: Guest) => Promise<unknown>): Weighted {
  const toDeed = (index: number): Deed => ({
    what: `${GUESTS[index]} ${what}`,
    run: (shop) => act(shop, one(shop.guests, index)),
  })
  return { weight, arbitrary: guest.map(toDeed) }
}

function ofAgent(weight: number, what: string, act: (shop: Shop, who: Colleague) => Promise<unknown>): Weighted {
  const toDeed = (index: number): Deed => ({
    what: `${STAFF[index]} ${what}`,
    run: (shop) => act(shop, one(shop.colleagues, index)),
  })
  return { weight, arbitrary: agent.map(toDeed) }
}

/** What somebody does with the panel open; without it they do nothing. */
function atTheDesk(weight: number, what: string, act: (shop: Shop, who: Colleague) => Promise<unknown>): Weighted {
  return ofAgent(weight, what, (shop, who) => withPanel(shop, who, () => act(shop, who)))
}

type It = { conversationId: string }

/** What somebody does with a conversation; where there is none, they do nothing. */
function onOne(weight: number, what: string, act: (shop: Shop, who: Colleague, it: It) => Promise<unknown>): Weighted {
  const toDeed = ([index, which]: [number, Which]): Deed => ({
    what: `${STAFF[index]} ${what} ${typeof which === "number" ? `conversation ${which}` : `what they ${which}`}`,
    run: async (shop) => {
      const who = one(shop.colleagues, index)
      const conversationId = await find(shop, who, which)
      if (conversationId !== null) await withPanel(shop, who, () => act(shop, who, { conversationId }))
    },
  })
  return { weight, arbitrary: fc.tuple(agent, which).map(toDeed) }
}

async function withPanel(shop: Shop, { agentId, tabs }: Colleague, act: () => Promise<unknown>): Promise<void> {
  if (tabs.length === 0) return
  shop.lastDeedAt.set(agentId, shop.clock.now())
  await act()
}

function ofOwner<T>(weight: number, of: fc.Arbitrary<T>, toDeed: (value: T) => Deed): Weighted {
  const byOwner = ({ what, run }: Deed): Deed => ({ what: `the owner ${what}`, run })
  return { weight, arbitrary: of.map((value) => byOwner(toDeed(value))) }
}
