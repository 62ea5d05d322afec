import { useEffect, useRef } from "preact/hooks"
import { useChat } from "./chat-context"
import { Icon } from "./icon"

/** As many UTF-16 code units as the server takes in one message. */
const MESSAGE_MAX_LENGTH = 10_000

/** The field. Enter sends, Shift+Enter breaks the line, and it grows with what is written. */
export function Composer() {
  const { chat, words } = useChat()
  const field = useRef<HTMLTextAreaElement>(null)
  const draft = chat.draft.value
  const later = chat.later.value
  const tooMany = draft.trim().length - MESSAGE_MAX_LENGTH

  useEffect(() => grow(field.current), [draft])

  const send = (event: Event) => {
    event.preventDefault()
    if (tooMany <= 0) chat.send()
    field.current?.focus()
  }
  const key = (event: KeyboardEvent) => {
    // An input method uses Enter to choose a word.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event)
  }
  return (
    <form onSubmit={send}>
      <Notice />
      {tooMany > 0 && (
        <p class="notice wrong" role="status">
          {words.tooLong(tooMany)}
        </p>
      )}
      <div class="field">
        {later && <later.Attach />}
        <textarea
          ref={field}
          rows={1}
          aria-label={words.field}
          placeholder={words.field}
          value={draft}
          disabled={chat.refused.value}
          onInput={(event) => chat.type(event.currentTarget.value)}
          onKeyDown={key}
        />
        <button
          type="submit"
          class="send"
          aria-label={words.send}
          disabled={!(draft.trim() || later?.carries) || tooMany > 0}
        >
          <Icon name="send" />
        </button>
      </div>
    </form>
  )
}

function Notice() {
  const { chat, words } = useChat()
  const state = chat.line.value
  const text = chat.refused.value ? words.refused : state === "offline" ? words.offline : forgetful()
  return (
    <p class={`notice ${state}`} role="status">
      {text}
    </p>
  )

  function forgetful(): string {
    return !chat.conversation.value || chat.isLasting() ? "" : words.forgetful
  }
}

/** Browsers that know `field-sizing` grow the field by themselves. */
function grow(field: HTMLTextAreaElement | null): void {
  if (!field || CSS.supports("field-sizing", "content")) return
  field.style.height = "auto"
  field.style.height = `${field.scrollHeight}px`
}
