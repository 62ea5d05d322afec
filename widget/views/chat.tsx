import { messageWords } from "../../shared/message-words"
import type { Event } from "../../shared/protocol/types"
import type { Words } from "../locales/words"
import type { Chat } from "../state/chat"
import { useChat } from "./chat-context"
import { told } from "./told"
import { Window } from "./window"

/** The window, and a voice for those who do not see it. */
export function ChatView() {
  return (
    <>
      <Window />
      <Voice />
    </>
  )
}

/** Says what came, each once, whether the window is open or not. */
function Voice() {
  const { chat, words } = useChat()
  const event = chat.latest.value
  return (
    <p class="hidden" aria-live="polite">
      {event && <span key={event.seq}>{spoken(event, chat, words)}</span>}
    </p>
  )
}

function spoken(event: Event, chat: Chat, words: Words): string {
  if (event.type !== "message.posted") return told(event, chat, words)
  return `${event.by.name ?? words.robot}: ${messageWords(event.message)}`
}
