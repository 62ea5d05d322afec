import type { Feature, House } from "../../feature"
import { pushDelivery } from "./delivery"
import { pushKeys } from "./keys"
import { layReady } from "./parcel"
import { subscribe, unsubscribe } from "./subscriptions"

/** What has no end of its own is worth telling for this long. */
const WORTH_TELLING_MS = 10 * 60_000

/** Alerts agents in browsers whose panel is in the background or closed (Web Push). */
export async function push(house: House): Promise<Feature> {
  const keys = await pushKeys(house)
  return {
    name: "push",
    calls: {
      "push.key": async () => ({ publicKey: keys.publicKey }),
      "push.subscribe": (input, { caller }) => subscribe(house, caller, input),
      "push.unsubscribe": ({ endpoint }) => unsubscribe(house, endpoint),
    },
    reactions: {
      "offer.made": async (work, { offer }, { agents: { seq } }) => {
        const { agentId, teamId, timerId } = offer
        const alert = {
          seq,
          timerId,
          offerId: offer.id,
          why: agentId === null ? ("ring" as const) : ("offer" as const),
          until: offer.expiresAt ?? work.now + WORTH_TELLING_MS,
        }
        await layReady(house, work, agentId === null ? { teamId } : { agentId }, alert)
      },
      "step.taken": async (work, { step }, { agents: { seq } }) => {
        const alert = { seq, timerId: step.timerId, offerId: null, until: work.now + WORTH_TELLING_MS }
        const { assigneeId } = work.conversation
        if (step.do === "escalate") await layReady(house, work, "supervisors", { ...alert, why: "escalate" })
        if (step.do === "remind" && assigneeId !== null) {
          await layReady(house, work, { agentId: assigneeId }, { ...alert, why: "remind" })
        }
      },
    },
    deliveries: [pushDelivery(house, keys)],
  }
}
