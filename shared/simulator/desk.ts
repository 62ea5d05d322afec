import type { OpenTime } from "../opening-hours"
import type { CrewMember, Happening, Seen } from "./course"
import { allocate, endOffer, giveBack } from "./desk-offers"
import {
  type DeskAgent,
  type DeskConversation,
  type DeskState,
  liveOffer,
  newConversation,
  newDesk,
} from "./desk-state"
import { addSteps, fallDue, postponeMoves } from "./desk-steps"
import type { Deed } from "./people"
import type { Rules, Wait } from "./wait"

export type Desk = {
  /** Does what happens, and gives what is then to be seen. */
  take(happening: Happening): Seen
  repliedAt(conversation: number): number | null
}

type DeskOptions = { waits: readonly (Wait | null)[]; rules: Rules; openTime: OpenTime; crew: readonly CrewMember[] }

/**
 * The server's routing of first replies, reckoned: every decision is one of the pure rules that the server asks too
 * (shared/offers.ts, routing.ts, ladder.ts), and what the server does in between is done here in the same order.
 */
export function createDesk({ waits, rules, openTime, crew }: DeskOptions): Desk {
  const desk = newDesk(rules, openTime, crew)
  const { agents, conversations } = desk
  return {
    take(happening) {
      desk.now = happening.at
      desk.offered = []
      if (happening.do === "open") open(desk, happening.conversation, waits[happening.conversation] ?? null)
      else if (happening.do !== "fall-due") act(desk, happening)
      fallDue(desk)
      allocate(desk)
      desk.alarms.forget(({ repliedAt }) => repliedAt !== null)
      return {
        nextAt: desk.alarms.nextAt(),
        offered: desk.offered,
        offerOf: (number) => liveOffer(conversations.get(number)),
        assigneeOf: (number) => conversations.get(number)?.assigneeId ?? null,
        loadOf: (agentId) => agents.get(agentId)?.has ?? 0,
        isAway: (agentId) => agents.get(agentId)?.isOnline !== true,
      }
    },
    repliedAt: (number) => conversations.get(number)?.repliedAt ?? null,
  }
}

/** On a site that will not open again nothing is owed, and nobody is asked. */
function open(desk: DeskState, number: number, wait: Wait | null): void {
  if (!wait) return
  const conversation = newConversation(number, wait)
  desk.conversations.set(number, conversation)
  desk.unanswered.add(conversation)
  addSteps(desk, conversation, wait)
}

function act(desk: DeskState, deed: Deed): void {
  const agent = desk.agents.get(deed.agentId)
  if (!agent) return
  if (deed.do === "come") come(desk, agent)
  else if (deed.do === "leave") leave(desk, agent)
  else {
    const conversation = desk.conversations.get(deed.conversation)
    if (conversation) VERBS[deed.do](desk, agent, conversation)
  }
}

function come(desk: DeskState, agent: DeskAgent): void {
  agent.isOnline = true
  agent.missedOffers = 0
  desk.mustAllocate = true
}

function leave(desk: DeskState, agent: DeskAgent): void {
  agent.isOnline = false
  agent.missedOffers = 0
  giveBack(desk, agent.id)
}

function accept(desk: DeskState, agent: DeskAgent, conversation: DeskConversation): void {
  if (conversation.assigneeId !== null) return
  conversation.assigneeId = agent.id
  agent.has++
  const offer = liveOffer(conversation)
  if (offer) endOffer(desk, offer, offer.agentId === null || offer.agentId === agent.id ? "accepted" : "withdrawn")
  agent.lastTookAt = desk.now
  agent.missedOffers = 0
  postponeMoves(desk, conversation)
  desk.mustAllocate = true
}

function extendForTyping(desk: DeskState, { id }: DeskAgent, conversation: DeskConversation): void {
  if (conversation.assigneeId !== id || conversation.extendedForId === id) return
  conversation.extendedForId = id
  postponeMoves(desk, conversation)
}

function reply(desk: DeskState, agent: DeskAgent, conversation: DeskConversation): void {
  conversation.repliedAt = desk.now
  conversation.steps = []
  desk.unanswered.delete(conversation)
  agent.missedOffers = 0
}

function resolve(desk: DeskState, agent: DeskAgent): void {
  agent.has--
  desk.mustAllocate = true
}

const VERBS = { accept, type: extendForTyping, reply, resolve }
