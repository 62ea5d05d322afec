import { useRef } from "preact/hooks"
import type { Given } from "../state/contact"
import { useChat } from "./chat-context"

/** Asks, once the question is sent, how to reach the visitor. It can be ignored for ever. */
export function ContactCard() {
  const { chat, words } = useChat()
  const reach = useRef<HTMLInputElement>(null)
  const name = useRef<HTMLInputElement>(null)
  const asking = chat.contact.asking.value
  const known = chat.started.value?.contact
  if (asking === "saved") return <p class="line">{words.saved}</p>
  if (asking === "later" || !chat.conversation.value || known?.email || known?.phone) return null

  const save = (event: Event) => {
    event.preventDefault()
    const given = written(reach.current?.value.trim() ?? "", name.current?.value.trim() ?? "")
    if (Object.keys(given).length > 0) void chat.contact.save(given)
  }
  return (
    <form class="contact" onSubmit={save}>
      <p>{words.askContact}</p>
      <input ref={reach} autocomplete="email" aria-label={words.reach} placeholder={words.reach} />
      <input ref={name} autocomplete="name" aria-label={words.name} placeholder={words.name} />
      {asking === "wrong" || asking === "failed" ? (
        <p class="wrong" role="alert">
          {asking === "wrong" ? words.wrongContact : words.failedContact}
        </p>
      ) : null}
      <div>
        <button type="submit" class="save" disabled={asking === "saving"}>
          {words.save}
        </button>
        <button type="button" class="later" onClick={chat.contact.notNow}>
          {words.notNow}
        </button>
      </div>
    </form>
  )
}

/** One field takes either: what has an @ is an e-mail address. */
function written(reach: string, name: string): Given {
  return {
    ...(name ? { name } : {}),
    ...(reach ? (reach.includes("@") ? { email: reach } : { phone: reach }) : {}),
  }
}
