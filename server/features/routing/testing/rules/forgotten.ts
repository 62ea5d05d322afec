import type { TimerRow } from "../../../../store/schema"
import type { Memory } from "../judge"
import type { AgentSeen, ConversationSeen, Picture } from "../picture"
import { isOf, loadOf, mayAnswer, ringing, waitOf } from "../picture"
import { GRACE_MS, isTurn } from "./offers"

/** Whoever waits is cared for: somebody has it, is asked, could not be asked, or is asked by a step to come (R4, R5). */
export function forgotten(picture: Picture, memory: Memory): string[] {
  return picture.conversations.flatMap((seen) => {
    const wait = waitOf(seen)
    if (wait === null || ringing(seen).length > 0) return []
    return seen.assigneeId === null ? nobodyAsked(seen, wait, picture) : withWhoeverLeft(seen, wait, picture, memory)
  })
}

function withWhoeverLeft(seen: ConversationSeen, wait: TimerRow, { now, agents }: Picture, memory: Memory): string[] {
  const assignee = agents.find(({ id }) => id === seen.assigneeId)
  if (!assignee || mayAnswer(assignee, now)) return []
  const unableSince = memory.unableSince.get(assignee.id) ?? now
  const moments = seen.events
    .filter(({ type }) => type === "conversation.assigned" || type === "conversation.reopened")
    .map(({ at }) => at)
  const hasItSince = Math.max(wait.startedAt, ...moments)
  // Whoever is away and has it nevertheless has it because a person wanted that; the ladder goes on.
  if (hasItSince >= unableSince && assignee.linesUntil.some((until) => until > now)) return []
  const since = Math.max(unableSince, memory.upSince, hasItSince)
  if (now - since <= GRACE_MS) return []
  return [`${seen.name} waits for ${assignee.name}, who has not been able to answer for ${now - since} ms`]
}

function nobodyAsked(seen: ConversationSeen, wait: TimerRow, picture: Picture): string[] {
  const taken = seen.events.flatMap((event) =>
    event.type === "step.taken" && event.step.timerId === wait.id ? [event.step.do] : [],
  )
  const asks = seen.steps.some(
    ({ timerId, action }) => timerId === wait.id && (action === "offer" || action === "ring"),
  )
  if (taken.includes("tell") && !asks) return [`${seen.name} is overdue and rings nobody`]
  // Before the ladder asks anybody, people choose for themselves.
  if (asks && !taken.includes("offer") && !taken.includes("ring")) return []
  return picture.agents
    .filter((agent) => couldBeAsked(agent, seen, wait, picture))
    .map(({ name }) => `${seen.name} waits (${wait.kind}) and nobody is asked, though ${name} could be`)
}

/** Whether somebody is here, of the team, with room, and has not had their turn. */
function couldBeAsked(agent: AgentSeen, seen: ConversationSeen, wait: TimerRow, picture: Picture): boolean {
  const hasRoom = loadOf(agent, picture) < agent.capacity
  const hadTurn = seen.offers.some(
    ({ timerId, agentId, outcome }) => timerId === wait.id && agentId === agent.id && isTurn(outcome),
  )
  return (
    mayAnswer(agent, picture.now) &&
    isOf(picture, seen.teamId, agent.id) &&
    hasRoom &&
    !hadTurn &&
    !wasSilent(agent, seen, wait)
  )
}

/** Whether they had it in this wait, and it was taken from them since they did not answer. */
function wasSilent({ id }: AgentSeen, { events }: ConversationSeen, { startedAt }: TimerRow): boolean {
  const assignments = events.filter((event) => event.type === "conversation.assigned")
  return assignments.some(
    ({ at, why }, index) => at >= startedAt && why === "silent" && assignments[index - 1]?.assigneeId === id,
  )
}
