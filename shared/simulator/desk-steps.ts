import { EXTENSION_MS, isMove, moveOf } from "../offers"
import { giveBack, offerNext, ringAll, takeFromAssignee, takeFromOffered } from "./desk-offers"
import { type DeskConversation, type DeskState, type DeskStep, liveOffer, type Why } from "./desk-state"
import { type Wait, waitFrom } from "./wait"

const AFTER_THE_LADDER = 1_000

export function addSteps(desk: DeskState, conversation: DeskConversation, { kind, steps }: Wait): void {
  const isOwn = kind === conversation.wait.kind
  for (const [position, step] of steps.entries()) {
    conversation.steps.push({ ...step, isOwn, position, turn: desk.stepsMade++ })
    desk.alarms.put(step.dueAt, conversation)
  }
}

/** Does all that is due by now: the steps first, in their order, then what follows where nobody accepted in time. */
export function fallDue(desk: DeskState): void {
  while (desk.alarms.nextAt() <= desk.now) {
    const due = new Set<DeskConversation>()
    for (let next = desk.alarms.take(desk.now); next; next = desk.alarms.take(desk.now)) due.add(next)
    for (const conversation of inOrderOfSteps(desk, due)) takeSteps(desk, conversation)
    for (const conversation of inOrderOfOffers(desk, due)) {
      offerNext(desk, conversation, takeFromOffered(desk, conversation, "missed"))
    }
    for (const agentId of desk.setAway) giveBack(desk, agentId)
    desk.setAway.clear()
  }
}

const isDue = (at: number | null | undefined, { now }: DeskState) => typeof at === "number" && at <= now

function inOrderOfSteps(desk: DeskState, due: Iterable<DeskConversation>): Set<DeskConversation> {
  const steps = [...due].flatMap((conversation) => conversation.steps.map((step) => ({ ...step, conversation })))
  const dueSteps = steps.filter(({ dueAt }) => isDue(dueAt, desk)).sort(inOrder)
  return new Set(dueSteps.map(({ conversation }) => conversation))
}

function inOrderOfOffers(desk: DeskState, due: Iterable<DeskConversation>): DeskConversation[] {
  const expiresAt = (conversation: DeskConversation) => liveOffer(conversation)?.expiresAt
  const turn = (conversation: DeskConversation) => Number(liveOffer(conversation)?.id)
  return [...due]
    .filter((conversation) => isDue(expiresAt(conversation), desk))
    .sort((one, other) => turn(one) - turn(other))
}

const inOrder = (one: DeskStep, other: DeskStep) =>
  one.dueAt - other.dueAt || one.position - other.position || one.turn - other.turn

function takeSteps(desk: DeskState, conversation: DeskConversation): void {
  const due = conversation.steps.filter(({ dueAt }) => isDue(dueAt, desk)).sort(inOrder)
  conversation.steps = conversation.steps.filter((step) => !due.includes(step))
  for (const step of due) takeStep(desk, conversation, step)
}

function takeStep(desk: DeskState, conversation: DeskConversation, step: DeskStep): void {
  const { assigneeId, wait, hasTimeUntil } = conversation
  if (step.isOwn && isMove(step.action)) conversation.isOffered = true
  const offer = liveOffer(conversation)
  const move = moveOf({
    now: desk.now,
    step: { do: step.action, dueAt: step.dueAt },
    wait,
    isOwnStep: step.isOwn,
    assignee: assigneeId === null ? null : { isHere: isHere(desk, assigneeId), hasTimeUntil },
    offer: offer && { ...offer, teamId: null },
  })
  if (move === "later") ringLater(desk, conversation)
  else if (move !== null) {
    const why = takeBack(desk, conversation)
    if (move === "next") offerNext(desk, conversation, why)
    else ringAll(desk, conversation, why)
  }
  if (step.isOwn && step.action === "tell") promiseAnew(desk, conversation)
}

const isHere = ({ agents }: DeskState, agentId: string) => agents.get(agentId)?.isOnline === true

/** Everybody is rung when whoever has it has had their time, unless a move is still to come then anyway. */
function ringLater(desk: DeskState, conversation: DeskConversation): void {
  if (conversation.steps.some(({ isOwn, action }) => isOwn && isMove(action))) return
  const { hasTimeUntil: dueAt } = conversation
  conversation.steps.push({ action: "ring", dueAt, position: AFTER_THE_LADDER, isOwn: true, turn: desk.stepsMade++ })
  desk.alarms.put(dueAt, conversation)
}

function takeBack(desk: DeskState, conversation: DeskConversation): Why {
  const { assigneeId } = conversation
  if (assigneeId === null) return takeFromOffered(desk, conversation, "missed")
  return takeFromAssignee(desk, conversation, assigneeId, isHere(desk, assigneeId) ? "silent" : "away")
}

/** The visitor is told that it was missed, and when they hear next: a timer with steps of its own. */
function promiseAnew(desk: DeskState, conversation: DeskConversation): void {
  const { rules, openTime, now } = desk
  if (rules.renewMs === null) return
  const promise = waitFrom(now, { kind: "promise", targetMs: rules.renewMs }, rules, openTime)
  if (promise) addSteps(desk, conversation, promise)
}

/** Whoever has just accepted, or types, has their time before the next move. */
export function postponeMoves(desk: DeskState, conversation: DeskConversation): void {
  const until = desk.now + EXTENSION_MS
  conversation.hasTimeUntil = until
  for (const step of conversation.steps) {
    if (!step.isOwn || !isMove(step.action) || step.dueAt >= until) continue
    step.dueAt = until
    desk.alarms.put(until, conversation)
  }
}
