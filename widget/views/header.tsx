import { countdown } from "../locales/times"
import { useChat } from "./chat-context"
import { Icon } from "./icon"
import { Promised } from "./promised"
import { Ring } from "./ring"

/** Who is here, what is promised, and the ring that counts it down. */
export function Header() {
  const { chat, words } = useChat()
  const wait = chat.wait.value
  const agent = chat.agent.value
  const later = chat.later.value
  const site = chat.started.value?.site.name
  return (
    <div class="head">
      <div class="mark">
        <Ring wait={wait} />
        {wait && wait.leftMs >= 0 ? (
          <span class="left-time">{countdown(wait.leftMs, words.tag)}</span>
        ) : (
          <span class="initial">{(agent ?? site ?? "").charAt(0)}</span>
        )}
      </div>
      <h2>{agent ?? site ?? words.chat}</h2>
      {later ? <later.Menu /> : <i />}
      <button type="button" class="quiet" aria-label={words.closeChat} onClick={chat.close}>
        <Icon name="close" />
      </button>
      <Promised />
    </div>
  )
}
