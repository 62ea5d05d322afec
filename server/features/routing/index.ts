import type { EventOf, Person } from "../../../shared/protocol/types"
import { isReply } from "../../../shared/timer"
import type { AgentCaller, Connection, Feature, House, Work } from "../../feature"
import { createAllocator, offerIfWaiting } from "./allocator"
import { askNewTeam } from "./ask-new-team"
import { declineOffer } from "./decline-offer"
import { expiredOffers } from "./expired-offers"
import { giveBack } from "./give-back"
import { leaving, noteHere, noteLeft } from "./leaving"
import { onStep } from "./move-on"
import { extendForTyping } from "./postpone"
import { settleAnswered, settleAssigned, settleOffer } from "./settle"
import { offerSummary } from "./summary"

/** Who is asked to take a conversation: one after the other, never above their capacity, and nobody is forgotten. */
export function routing(house: House): Feature {
  const { allocate } = createAllocator(house)

  async function onStopped(
    work: Work,
    { timer, by }: { timer: EventOf<"timer.met">["timer"]; by: Person },
  ): Promise<void> {
    if (isReply(timer) || timer.kind === "answer") await settleOffer(work, by.kind === "agent" ? by.id : undefined, by)
  }

  return {
    name: "routing",
    calls: { "offer.decline": (input, { caller }) => declineOffer(house, caller, input) },
    reactions: {
      "step.taken": (work, { step }) => onStep(house, work, step),
      "timer.met": onStopped,
      "timer.stopped": onStopped,
      "offer.ended": async (work) => work.afterCommit(allocate),
      "conversation.assigned": async (work, event) => {
        await onAssigned(house, work, event)
        work.afterCommit(allocate)
      },
      "message.posted": async (work, { by }) => {
        if (by.kind === "agent") await settleAnswered(work, by)
      },
      "conversation.reopened": async (work) => {
        await offerIfWaiting(house, work)
        work.afterCommit(allocate)
      },
      "conversation.snoozed": async (work, { by }) => {
        await settleOffer(work, undefined, by)
        work.afterCommit(allocate)
      },
      "conversation.resolved": async (work, { by }) => {
        await settleOffer(work, undefined, by)
        work.afterCommit(allocate)
      },
    },
    after: {
      "typing.set": async (input, { caller }) => {
        if (caller.kind === "agent") await extendForTyping(house, caller, input)
      },
      "presence.set": async ({ availability }, { caller }) => {
        if (availability === "away") await giveBack(house, caller.agentId, "away")
        else allocate()
      },
      "agent.remove": ({ agentId }) => giveBack(house, agentId, "gone"),
      "agent.save": async () => allocate(),
      "team.save": async () => allocate(),
    },
    alarms: [expiredOffers(house), leaving(house)],
    summary: offerSummary,
    erases: async (db, ids) => void (await db.deleteFrom("offer").where("conversationId", "in", ids).execute()),
    async connected({ caller }) {
      if (!isAtDesk(caller)) return
      await noteHere(house, caller.agentId)
      allocate()
    },
    async disconnected(connection) {
      if (isAtDesk(connection.caller)) await noteLeft(house, connection.caller.agentId, connection)
    },
  }
}

type Assigned = Pick<EventOf<"conversation.assigned">, "assigneeId" | "fromTeamId" | "by" | "why">

async function onAssigned(house: House, work: Work, { assigneeId, fromTeamId, by, why }: Assigned): Promise<void> {
  if (assigneeId !== null) return settleAssigned(house, work, assigneeId, by)
  if (fromTeamId !== undefined) return askNewTeam(house, work, by)
  // A person put it back into the queue; what is taken from somebody is offered by whoever takes it.
  if (why === undefined) await offerIfWaiting(house, work)
}

/** A program's line, which a key carries, is nobody's presence. */
const isAtDesk = (caller: Connection["caller"]): caller is AgentCaller => caller.kind === "agent" && !caller.isProgram
