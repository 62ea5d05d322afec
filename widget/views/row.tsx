import type { TimelineItem } from "../../shared/client/timeline/timeline"
import { dayName } from "../locales/times"
import { useChat } from "./chat-context"
import { ContactCard } from "./contact-card"
import { Delay } from "./delay"
import { Message } from "./message"
import { told } from "./told"

type Props = {
  item: TimelineItem
  first: boolean
  newest: boolean
}

/** One row of the conversation: a day, something said, or something that happened and concerns the visitor. */
export function Row({ item, first, newest }: Props) {
  const { chat, words } = useChat()
  if (item.type === "said") {
    return (
      <>
        <Message {...item} newest={newest} />
        {chat.contact.askedAt.value === item.said.seq && (
          <div class="asks">
            <ContactCard />
          </div>
        )}
      </>
    )
  }
  if (item.type === "day") {
    const now = chat.clock.time()
    const today = new Date(item.at).toDateString() === new Date(now).toDateString()
    return first && today ? null : <p class="line">{dayName(item.at, now, words.tag)}</p>
  }
  if (item.event.type === "delay.told") return <Delay event={item.event} />
  const text = told(item.event, chat, words)
  return text ? <p class="line">{text}</p> : null
}
