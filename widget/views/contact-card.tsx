import { Ask } from "./ask"
import { useChat } from "./chat-context"
import { Icon } from "./icon"

/** Asks how to reach the visitor, once the question is sent and once more where its answer is late. */
export function ContactCard() {
  const { chat, words } = useChat()
  const { asking, begin, saving, trouble, save, notNow } = chat.contact
  const step = asking.value
  if (step === "nothing") return null
  if (step === "thanks") return <p>{words.saved}</p>

  const isName = step === "name"
  return (
    <Ask
      key={step}
      id="contact"
      label={isName ? words.askName : words.askContact}
      autocomplete={isName ? "name" : "email"}
      placeholder={isName ? words.name : words.reach}
      button={
        <button type="submit" class="save">
          {words.save}
        </button>
      }
      onInput={begin}
      take={(text) => saving.value || save(text)}
    >
      <button type="button" class="quiet" aria-label={words.notNow} onClick={notNow}>
        <Icon name="close" />
      </button>
      {trouble.value && (
        <p class="wrong" role="alert">
          {trouble.value === "invalid_input" ? words.wrongContact : words.failedContact}
        </p>
      )}
    </Ask>
  )
}
