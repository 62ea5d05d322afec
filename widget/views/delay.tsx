import { useSignal } from "@preact/signals"
import type { EventOf } from "../../shared/protocol/types"
import { Ask } from "./ask"
import { useChat } from "./chat-context"
import { ContactCard } from "./contact-card"
import { Icon } from "./icon"
import { told } from "./told"

type Props = { event: EventOf<"delay.told"> }

/** That an answer did not come in time; below it, while nobody has answered, what a visitor may give and need not. */
export function Delay({ event }: Props) {
  const { chat, words } = useChat()
  return (
    <>
      <p class="line delay">{told(event, chat, words)}</p>
      <div class="asks">
        {chat.contact.askedAt.value === event.seq && <ContactCard />}
        {event.questions.map((question, index) => (
          <Question key={question} id={`ask-${event.seq}-${index}`} event={event} question={question} />
        ))}
      </div>
    </>
  )
}

function Question({ id, event, question }: Props & { id: string; question: string }) {
  const { chat, words } = useChat()
  /** Nothing disappears while somebody writes in it. */
  const begun = useSignal(false)
  const { isAnswered, answer } = chat.questions
  const isAsked = begun.value || chat.delay.value?.seq === event.seq
  if (!isAsked || isAnswered(question)) return null
  return (
    <Ask
      id={id}
      label={question}
      placeholder=" "
      button={
        <button type="submit" class="save" aria-label={words.send}>
          <Icon name="send" />
        </button>
      }
      onInput={() => {
        begun.value = true
      }}
      take={(text) => answer(question, text)}
    />
  )
}
