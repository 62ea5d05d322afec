import type { Input, Output } from "../../../shared/protocol/types"
import { Refusal } from "../../core/refusal"
import type { AgentCaller, House } from "../../feature"
import { policyOf } from "./policy-of"
import { startTimerUntil } from "./start-timer"
import { stopTimers } from "./stop-timers"

const LONGEST_PROMISE_MS = 90 * 86_400_000

/** Gives the visitor a time; a time given before is put off by it. It ends the wait for a reply, but never the first. */
export async function makePromise(
  house: House,
  caller: AgentCaller,
  { conversationId, dueAt }: Input<"promise.make">,
): Promise<Output<"promise.make">> {
  const by = personOf(caller)
  const { summary } = await house.inConversation(conversationId, async (work) => {
    const targetMs = dueAt - work.now
    if (targetMs <= 0) throw new Refusal("invalid_input", "dueAt: a promise is for a time to come.")
    if (targetMs > LONGEST_PROMISE_MS) throw new Refusal("invalid_input", "dueAt: promise something sooner.")
    const earlier = await stopTimers(work, by, "renewed", ({ kind }) => kind === "promise")
    await stopTimers(work, by, "promised", ({ kind }) => kind === "next-reply" || kind === "answer")
    const policy = await policyOf(work)
    await startTimerUntil(house, work, { kind: "promise", policy, targetMs, dueAt, madeById: caller.agentId })
    await work.record({ type: "promise.made", by, dueAt, renewed: earlier.length > 0 })
  })
  return { conversation: summary.agents }
}

/** Says that what was promised is done. */
export async function keepPromise(
  house: House,
  caller: AgentCaller,
  { conversationId }: Input<"promise.keep">,
): Promise<Output<"promise.keep">> {
  const by = personOf(caller)
  const { summary } = await house.inConversation(conversationId, async (work) => {
    const kept = await stopTimers(work, by, "kept", ({ kind }) => kind === "promise")
    if (kept.length === 0) throw new Refusal("conflict", "Nothing is promised here now.")
    await work.record({ type: "promise.kept", by })
  })
  return { conversation: summary.agents }
}

/** Says that the visitor's last words need no reply. A first reply is always owed. */
export async function waiveReply(
  house: House,
  caller: AgentCaller,
  { conversationId }: Input<"reply.waive">,
): Promise<Output<"reply.waive">> {
  const { summary } = await house.inConversation(conversationId, async (work) => {
    const waived = await stopTimers(work, personOf(caller), "no-reply-needed", ({ kind }) => kind === "next-reply")
    if (waived.length === 0)
      throw new Refusal("conflict", "No later reply is waited for here. A first reply is always owed.")
  })
  return { conversation: summary.agents }
}

const personOf = ({ agentId, name }: AgentCaller) => ({ kind: "agent", id: agentId, name }) as const
