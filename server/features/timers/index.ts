import { messageWords } from "../../../shared/message-words"
import type { Feature, House } from "../../feature"
import { ladderAlarm } from "./ladder-alarm"
import { arrangePolicies, createPolicy, ensureDefaultPolicy, readPolicies, removePolicy, savePolicy } from "./policies"
import { keepPromise, makePromise, waiveReply } from "./promises"
import { startResolution, startWaiting } from "./start-waiting"
import { stopTimers, stopWaiting } from "./stop-timers"
import { timersSummary } from "./summary"

export { createPace, type Pace } from "./pace"
export { policyFor, readPolicies } from "./policies"
export { putRing, readStepsOf } from "./steps"
export { readRunning, toTimer } from "./timer-row"

/** Who waits, until when, what is done on the way, and whether it was kept. */
export function timers(house: House): Feature {
  return {
    name: "timers",
    calls: {
      "policy.list": async () => ({ policies: await readPolicies(house.store.reads) }),
      "policy.create": async (input) => ({ policy: await createPolicy(house, input) }),
      "policy.save": async (input) => ({ policy: await savePolicy(house, input) }),
      "policy.remove": async (input) => ({ policies: await removePolicy(house, input) }),
      "policy.arrange": async (input) => ({ policies: await arrangePolicies(house, input) }),
      "promise.make": (input, { caller }) => makePromise(house, caller, input),
      "promise.keep": (input, { caller }) => keepPromise(house, caller, input),
      "reply.waive": (input, { caller }) => waiveReply(house, caller, input),
    },
    reactions: {
      "conversation.reopened": (work) => startResolution(house, work),
      "message.posted": (work, { by, message }) => {
        if (by.kind === "visitor") return startWaiting(house, work, messageWords(message))
        return by.kind === "agent" ? stopWaiting(work, by, messageWords(message)) : Promise.resolve()
      },
      // Resolving says that nothing more is owed. A first touch that was promised stays promised (T5, T7).
      "conversation.resolved": async (work, { by }) => {
        await stopTimers(work, by, "resolved", ({ kind }) => kind !== "first-touch")
      },
    },
    alarms: [ladderAlarm(house)],
    async erases(db, ids) {
      for (const table of ["step", "timer"] as const) {
        await db.deleteFrom(table).where("conversationId", "in", ids).execute()
      }
    },
    summary: timersSummary,
    async start() {
      await ensureDefaultPolicy(house)
      return []
    },
  }
}
