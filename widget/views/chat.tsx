import { useChat } from "./chat-context"
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

/** Says each new reply once, whether the window is open or not. */
function Voice() {
  const { chat, words } = useChat()
  const reply = chat.latest.value
  return (
    <p class="hidden" aria-live="polite">
      {reply && <span key={reply.seq}>{`${reply.by.name ?? words.robot}: ${reply.message.body}`}</span>}
    </p>
  )
}
