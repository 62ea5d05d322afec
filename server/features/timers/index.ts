import type { Feature, House } from "../../feature"
import { breachAlarm } from "./announce-breaches"
import { ensureDefaultPolicy, readPolicies, savePolicy } from "./policies"
import { startWaiting } from "./start-waiting"
import { stopNextReply, stopWaiting } from "./stop-waiting"
import { timersSummary } from "./summary"

export { readDefaultPolicy, readPolicies } from "./policies"

/** Who waits, until when, and whether it was kept: first touch and every next reply. */
export function timers(house: House): Feature {
  return {
    name: "timers",
    calls: {
      "policy.list": async () => ({ policies: await readPolicies(house.store.reads) }),
      "policy.save": async (input) => ({ policy: await savePolicy(house, input) }),
    },
    reactions: {
      "message.posted": (work, { by }) => {
        if (by.kind === "visitor") return startWaiting(house, work)
        return by.kind === "agent" ? stopWaiting(work, by) : Promise.resolve()
      },
      "conversation.resolved": (work, { by }) => stopNextReply(work, by),
    },
    alarms: [breachAlarm(house)],
    summary: timersSummary,
    async start() {
      await ensureDefaultPolicy(house)
      return []
    },
  }
}
