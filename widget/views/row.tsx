import type { TimelineItem } from "../../shared/client/timeline/timeline"
import { dayName } from "../locales/times"
import { useChat } from "./chat-context"
import { ContactCard } from "./contact-card"
import { Message } from "./message"
import { told } from "./told"

type Props = {
  item: TimelineItem
  first: boolean
  /** What the conversation began with: once it is sent, the visitor may say how to reach them. */
  question: boolean
  newest: boolean
}

/** One row of the conversation: a day, something said, or something that happened and concerns the visitor. */
export function Row({ item, first, question, newest }: Props) {
  const { chat, words } = useChat()
  if (item.type === "said") {
    return (
      <>
        <Message {...item} newest={newest} />
        {question && !item.said.pending && <ContactCard />}
      </>
    )
  }
  if (item.type === "day") {
    const now = chat.clock.time()
    const today = new Date(item.at).toDateString() === new Date(now).toDateString()
    return first && today ? null : <p class="line">{dayName(item.at, now, words.tag)}</p>
  }
  const text = told(item.event, chat, words)
  return text ? <p class={item.event.type === "delay.told" ? "line delay" : "line"}>{text}</p> : null
}
