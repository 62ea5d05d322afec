import { useRef } from "preact/hooks"
import { useChat } from "./chat-context"
import { Icon } from "./icon"

/** Asks, once the question is sent, how to reach the visitor. It can be ignored for ever. */
export function ContactCard() {
  const { chat, words } = useChat()
  const field = useRef<HTMLInputElement>(null)
  const { asking, saving, trouble, save, notNow } = chat.contact
  const known = chat.started.value?.contact
  const step = asking.value
  if (step === "thanks") return <p class="line">{words.saved}</p>
  if (step === "nothing" || known?.email || known?.phone) return null

  const submit = (event: Event) => {
    event.preventDefault()
    const text = field.current?.value.trim()
    if (text && !saving.value) void save(text)
  }
  return (
    <form key={step} class="contact" onSubmit={submit}>
      <label for="contact">{step === "name" ? words.askName : words.askContact}</label>
      <button type="button" class="quiet" aria-label={words.notNow} onClick={notNow}>
        <Icon name="close" />
      </button>
      <input
        id="contact"
        ref={field}
        autocomplete={step === "name" ? "name" : "email"}
        placeholder={step === "name" ? words.name : words.reach}
      />
      <button type="submit" class="save">
        {words.save}
      </button>
      {trouble.value && (
        <p class="wrong" role="alert">
          {trouble.value === "invalid_input" ? words.wrongContact : words.failedContact}
        </p>
      )}
    </form>
  )
}
