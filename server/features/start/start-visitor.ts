import { randomUUID } from "node:crypto"
import { isOpen, nextOpening } from "../../../shared/opening-hours"
import type { Input, Output, Policy } from "../../../shared/protocol/types"
import { notFound, Refusal } from "../../core/refusal"
import type { CallContext, House, VisitorCaller } from "../../feature"
import {
  identify,
  ownContact,
  readContact,
  requiresIdentity,
  takeVouched,
  type VisitorPages,
  type VisitorTokens,
} from "../contacts"
import { latestConversationOf, newestEvents } from "../conversations"
import { admitsOrigin, noteRefusedOrigin, publicSite, readSite } from "../sites"
import { teamFor } from "../teams"
import { type Pace, policyFor } from "../timers"

/** How much of a conversation a window opens with; the rest is asked for. */
const EVENTS_AT_START = 100

type Host = House & { tokens: VisitorTokens; pages: VisitorPages; pace: Pace }

/** Begins or continues a visitor's session. A token this server did not make, or made for another site, begins anew. */
export async function startVisitor(
  house: Host,
  { site: siteId, token: shown, identity, page }: Input<"visitor.start">,
  { origin, line }: CallContext<"visitor.start">,
): Promise<Output<"visitor.start">> {
  const { pages, pace, tokens } = house
  const { reads } = house.store
  const site = await readSite(reads, siteId)
  if (!site) throw notFound("site")
  if (origin.page !== null && !(await admitsOrigin(house, origin.page, siteId))) {
    await noteRefusedOrigin(house, siteId, origin.page)
    throw new Refusal(
      "forbidden",
      "This page's address is not on the site's list. Its owner can allow it in the panel.",
    )
  }
  const vouchedFor = identity === undefined ? null : await identify(house, siteId, identity)
  const visitor = vouchedFor ?? recognised(tokens, shown, siteId) ?? stranger(siteId)
  if (!visitor.vouched && (await requiresIdentity(reads, siteId))) {
    throw new Refusal("forbidden", "This site answers its signed-in customers only.")
  }
  await takeVouched(house, visitor)
  pages.visit(visitor.contactId, page)
  line?.become(visitor)
  const known = await readContact(reads, visitor.contactId)
  const customer = (known ?? visitor.vouched)?.customer === true
  const team = await teamFor(reads, { siteId, pageUrl: page.url })
  const policy = await policyFor(reads, { siteId, teamId: team?.id ?? null, pageUrl: page.url, customer })
  return {
    token: tokens.sign(visitor),
    identified: visitor.vouched !== undefined,
    contact: known ? ownContact(known) : noContactYet(visitor),
    site: publicSite(site),
    promise: promiseOf(policy, await pace.read(policy), house.clock.now()),
    ...(await whatWasSaid(house, visitor)),
    now: house.clock.now(),
    epoch: house.epoch,
  }
}

/** How soon a person answers, or when they are back. */
function promiseOf({ targets, hours }: Policy, paceMs: number | null, now: number): Output<"visitor.start">["promise"] {
  const nextOpenAt = nextOpening(hours, now)
  return {
    targetMs: targets.firstTouchMs ?? null,
    open: isOpen(hours, now),
    ...(nextOpenAt !== null && { nextOpenAt }),
    ...(paceMs !== null && { paceMs }),
  }
}

function recognised(tokens: VisitorTokens, shown: string | undefined, siteId: string): VisitorCaller | null {
  const visitor = shown === undefined ? null : tokens.verify(shown)
  return visitor?.siteId === siteId ? visitor : null
}

const stranger = (siteId: string): VisitorCaller => ({ kind: "visitor", siteId, contactId: randomUUID() })

const noContactYet = ({ contactId: id, vouched }: VisitorCaller) => ({
  id,
  name: vouched?.name ?? null,
  email: vouched?.email ?? null,
  phone: vouched?.phone ?? null,
})

async function whatWasSaid(
  house: House,
  { contactId }: VisitorCaller,
): Promise<Pick<Output<"visitor.start">, "conversation" | "events">> {
  const { reads } = house.store
  const row = await latestConversationOf(reads, contactId)
  if (!row) return { conversation: null, events: [] }
  const conversation = await house.summarise.visitor(reads, row, house.clock.now())
  return { conversation, events: await newestEvents(reads, row.id, EVENTS_AT_START) }
}
