import type { Input, Output } from "../../../shared/protocol/types"
import type { AlarmSource } from "../../core/alarm"
import { Refusal } from "../../core/refusal"
import type { AgentCaller, House } from "../../feature"
import { agentPerson } from "./people"

const LONGEST_SNOOZE_MS = 366 * 86_400_000

/** Puts a conversation aside until a moment. It comes back then, or as soon as its visitor writes. */
export async function snoozeConversation(
  house: House,
  caller: AgentCaller,
  { conversationId, until }: Input<"conversation.snooze">,
): Promise<Output<"conversation.snooze">> {
  const { summary } = await house.inConversation(conversationId, async (work) => {
    if (until <= work.now) throw new Refusal("invalid_input", "until: must be a time to come.")
    if (until > work.now + LONGEST_SNOOZE_MS) throw new Refusal("invalid_input", "until: must be within a year.")
    if (work.conversation.status === "resolved") throw new Refusal("conflict", "This conversation is resolved.")
    work.change({ status: "snoozed", snoozedUntil: until })
    await work.record({ type: "conversation.snoozed", by: agentPerson(caller), until })
    work.afterCommit(() => house.wakeBy(until))
  })
  return { conversation: summary.agents }
}

/** Brings back what was put aside until now. */
export function snoozeAlarm(house: House): AlarmSource {
  const snoozed = () =>
    house.store.reads.selectFrom("conversation").select(["id", "snoozedUntil"]).where("snoozedUntil", "is not", null)
  return {
    name: "snooze",
    async nextAt() {
      const earliest = await snoozed().orderBy("snoozedUntil").limit(1).executeTakeFirst()
      return earliest?.snoozedUntil ?? null
    },
    async ring(now) {
      for (const { id } of await snoozed().where("snoozedUntil", "<=", now).execute()) await wake(house, id)
    },
  }
}

async function wake(house: House, id: string): Promise<void> {
  await house.inConversation(id, async (work) => {
    const { status, snoozedUntil } = work.conversation
    if (status !== "snoozed" || snoozedUntil === null || snoozedUntil > work.now) return
    work.change({ status: "open", snoozedUntil: null })
    await work.record({ type: "conversation.reopened", by: { kind: "system" } })
  })
}
