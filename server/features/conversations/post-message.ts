import type { Input, Output } from "../../../shared/protocol/types"
import { Refusal } from "../../core/refusal"
import type { AgentCaller, VisitorCaller, Work } from "../../feature"
import { type HouseWithPages, openConversation, openConversationOf } from "./open-conversation"
import { findSaid, type Said, type Speaker, say } from "./say"
import { requireVisible } from "./store"

/** Posts a message as its sender sees it: a visitor without a conversation continues the open one or starts one. */
export async function postMessage(
  house: HouseWithPages,
  caller: VisitorCaller | AgentCaller,
  { id, body, conversationId }: Input<"message.send">,
): Promise<Output<"message.send">> {
  const words = { id, body, kind: "message" } as const
  const speak = (work: Work) => {
    requireVisible(work.conversation, caller)
    return say(work, caller, words)
  }
  const done =
    conversationId === undefined
      ? await postSomewhere(house, caller, words, speak)
      : await house.inConversation(conversationId, speak)
  const { event, duplicate } = done.value
  return { event, conversation: done.summary[caller.kind === "visitor" ? "visitor" : "agents"], duplicate }
}

async function postSomewhere(
  house: HouseWithPages,
  caller: Speaker,
  words: { id: string; body: string; kind: "message" },
  speak: (work: Work) => Promise<Said>,
) {
  if (caller.kind === "agent") {
    throw new Refusal("invalid_input", "conversationId: an agent must say which conversation to write in.")
  }
  const { reads } = house.store
  const where =
    (await findSaid(reads, caller, words, undefined))?.conversationId ??
    (await openConversationOf(reads, caller.contactId))
  return where === null ? openConversation(house, caller, speak) : house.inConversation(where, speak)
}
