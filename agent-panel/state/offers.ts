import { computed, signal } from "@preact/signals"
import type { AgentConversation, Offer } from "../../shared/protocol/types"
import type { TimerFacts } from "../../shared/timer"
import { accept, decline } from "./actions"
import { now } from "./clock"
import { write } from "./composer"
import { rowsOf } from "./inbox"
import { me, teamBy } from "./people"
import { openConversation } from "./queue"

/** A conversation that I am asked to take, alone or with others. */
export type Ringing = { conversation: AgentConversation; offer: Offer }

/** Offers that I have answered: they ring no more, whatever the server has heard of it. */
const answered = signal<ReadonlySet<string>>(new Set())

/** What rings for me: what only I am asked for before what others may take too, then the most urgent first. */
export const ringing = computed<readonly Ringing[]>(() =>
  rowsOf("offered")
    .flatMap((conversation) => (conversation.offer ? [{ conversation, offer: conversation.offer }] : []))
    .filter(({ offer }) => ringsForMe(offer))
    .sort((one, other) => Number(isMineAlone(other.offer)) - Number(isMineAlone(one.offer))),
)

/** How many conversations I have and am being asked to take: what is counted against my capacity. */
export const myLoad = computed(
  () => rowsOf("mine").length + rowsOf("offered").filter(({ offer }) => offer?.agentId === me.value?.id).length,
)

/** Whether only I am asked, and nobody else can take it for me. */
export function isMineAlone({ agentId }: Offer): boolean {
  return agentId !== null
}

function ringsForMe({ id, agentId, teamId, expiresAt }: Offer): boolean {
  // Whoever is away by choice is left in peace.
  if (me.value?.availability !== "online" || answered.value.has(id)) return false
  if (expiresAt !== null && expiresAt <= now.value) return false
  if (agentId !== null) return agentId === me.value.id
  return teamBy(teamId)?.agentIds.includes(me.value.id) ?? true
}

/** What counts down while it rings: the time until others are asked, else until the reply is due. */
export function countdownOf({ conversation, offer: { timerId, offeredAt, expiresAt } }: Ringing): TimerFacts {
  const wait = conversation.timers.find(({ id }) => id === timerId)
  const dueAt = expiresAt ?? wait?.dueAt ?? offeredAt
  const startedAt = expiresAt === null ? (wait?.startedAt ?? offeredAt) : offeredAt
  return { startedAt, dueAt, targetMs: dueAt - startedAt, stoppedAt: null }
}

/** Takes it and goes there with the focus in the field: the next letter is the first one of the answer. */
export async function acceptOffer({ conversation: { id }, offer }: Ringing): Promise<void> {
  answer(offer)
  openConversation(id)
  write(id, "message")
  if (!(await accept(id))) ringAgain(offer)
}

/** Says no: to the server where only I am asked, and just for myself where others are asked too. */
export async function declineOffer({ conversation: { id }, offer }: Ringing): Promise<void> {
  answer(offer)
  if (isMineAlone(offer) && !(await decline(id))) ringAgain(offer)
}

function answer({ id }: Offer): void {
  answered.value = new Set(answered.value).add(id)
}

function ringAgain({ id }: Offer): void {
  answered.value = new Set([...answered.value].filter((each) => each !== id))
}

export function forgetOffers(): void {
  answered.value = new Set()
}
