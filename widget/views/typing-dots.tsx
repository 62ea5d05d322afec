import { useChat } from "./chat-context"

/** Somebody on the other side is writing. */
export function TypingDots() {
  const { chat, words } = useChat()
  const by = chat.typing.value
  return by ? (
    <div class="typing" role="img" aria-label={words.typing(by.name ?? null)}>
      <i />
      <i />
      <i />
    </div>
  ) : null
}
