import { momentToCome } from "../locales/times"
import type { Words } from "../locales/words"
import type { Chat } from "../state/chat"
import { useChat } from "./chat-context"

/** When a person answers: before the visitor wrote, while they wait, and when it was missed. Its place is always kept. */
export function Promised() {
  const { chat, words } = useChat()
  const late = chat.wait.value?.urgency === "late"
  return <p class={late ? "promise late" : "promise"}>{sentence(chat, words)}</p>
}

function sentence({ wait, started, conversation, agent, clock }: Chat, words: Words): string {
  const waiting = wait.value
  if (waiting) {
    const time = momentToCome(waiting.dueAt, clock.time(), words.tag)
    return waiting.urgency === "late" ? words.late(time) : words.by(time, conversation.value?.assignee?.name ?? null)
  }
  if (agent.value) return started.value?.site.name ?? ""
  const promise = started.value?.promise
  if (!promise) return ""
  if (promise.open) return promise.targetMs === null ? "" : words.within(promise.targetMs)
  return words.closed(promise.nextOpenAt ? momentToCome(promise.nextOpenAt, clock.time(), words.tag) : null)
}
