import type { Input, Output } from "../../../shared/protocol/types"
import { Refusal } from "../../core/refusal"
import type { AgentCaller, VisitorCaller, Work } from "../../feature"
import { type HouseWithPages, openConversation, openConversationOf } from "./open-conversation"
import { type Said, type Speaker, say, sayHere } from "./say"
import { requireVisible } from "./store"

/** Posts a message as its sender sees it: a visitor without a conversation continues the open one or starts one. */
export async function postMessage(
  house: HouseWithPages,
  caller: VisitorCaller | AgentCaller,
  { id, body, conversationId, attachmentIds = [] }: Input<"message.send">,
): Promise<Output<"message.send">> {
  const words = { id, body, kind: "message", attachmentIds: [...new Set(attachmentIds)] } as const
  const speak = (work: Work) => {
    requireVisible(work.conversation, caller)
    return conversationId === undefined ? say(work, caller, words) : sayHere(work, caller, words)
  }
  const done =
    conversationId === undefined
      ? await postSomewhere(house, caller, id, speak)
      : await house.inConversation(conversationId, speak)
  const { event, duplicate } = done.value
  return { event, conversation: done.summary[caller.kind === "visitor" ? "visitor" : "agents"], duplicate }
}

async function postSomewhere(
  house: HouseWithPages,
  caller: Speaker,
  messageId: string,
  speak: (work: Work) => Promise<Said>,
) {
  if (caller.kind === "agent") {
    throw new Refusal("invalid_input", "conversationId: an agent must say which conversation to write in.")
  }
  const open = await openConversationOf(house.store.reads, caller.contactId)
  if (open === null) {
    await house.spend("conversation.open")
    return openConversation(house, caller, messageId, speak)
  }
  const done = await house.inConversation(open, speak)
  // Sent again after another conversation was opened: the answer is about the one it stands in.
  const { conversationId } = done.value
  return conversationId === open ? done : house.inConversation(conversationId, speak)
}
