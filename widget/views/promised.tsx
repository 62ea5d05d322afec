import { deadline, opening } from "../locales/times"
import type { Words } from "../locales/words"
import type { Chat } from "../state/chat"
import { useChat } from "./chat-context"

/** When a person answers: before the visitor wrote, while they wait, and when it was missed. Its place is always kept. */
export function Promised() {
  const { chat, words } = useChat()
  const late = chat.wait.value?.urgency === "late"
  return <p class={late ? "promise late" : "promise"}>{sentence(chat, words)}</p>
}

function sentence({ wait, started, conversation, agent, delay, clock }: Chat, words: Words): string {
  const now = clock.time()
  const waiting = wait.value
  if (waiting) {
    const due = deadline(waiting.dueAt, words, { now, saidAt: now })
    if (waiting.urgency !== "late") return words.by(due, conversation.value?.assignee?.name ?? null)
    // Once the thread says sorry, it is not said twice.
    return delay.value ? words.next(null) : words.missed(due)
  }
  const start = started.value
  if (agent.value || !start) return start?.site.name ?? ""
  const { open, nextOpenAt, targetMs, paceMs } = start.promise
  if (!open) return words.closed(nextOpenAt ? opening(nextOpenAt, words, now) : null)
  if (paceMs) return words.usually(paceMs)
  return targetMs === null ? words.someTime : words.within(targetMs)
}
