import { useSignal } from "@preact/signals"
import type { TargetedEvent } from "preact"
import { useLayoutEffect, useRef } from "preact/hooks"
import { useChat } from "./chat-context"
import { Row } from "./row"
import { TypingDots } from "./typing-dots"

/** Closer to the end than this, one reads the newest and wants to see the next. */
const NEAR_END_PX = 80

/** What was said, oldest first; it stays at the end unless the reader has gone up. */
export function Log() {
  const { chat, words } = useChat()
  const log = useRef<HTMLDivElement>(null)
  const atEnd = useSignal(true)
  /** How far from the end the reader was when they asked for earlier messages, which must not move what they see. */
  const keep = useRef<number | null>(null)
  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight })
  const look = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: TargetedEvent<HTMLDivElement>) => {
    atEnd.value = scrollHeight - scrollTop - clientHeight < NEAR_END_PX
  }
  const items = chat.items.value
  const newest = items.findLast((item) => item.type === "said")
  const mine = newest?.said.pending

  const loadOlder = () => {
    if (log.current) keep.current = log.current.scrollHeight - log.current.scrollTop
    void chat.loadOlder()
  }

  useLayoutEffect(() => {
    if (log.current && keep.current !== null) log.current.scrollTop = log.current.scrollHeight - keep.current
    else if (atEnd.value || mine) toEnd()
    keep.current = null
  }, [items.length, mine, chat.typing.value])

  return (
    <div class="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: A scrolling region must be reachable by the keyboard. */}
      <div class="log" role="log" aria-live="off" aria-label={words.chat} tabIndex={0} ref={log} onScroll={look}>
        {chat.hasOlder.value ? (
          <button type="button" class="pill" onClick={loadOlder}>
            {words.earlier}
          </button>
        ) : (
          <p class="greeting">{chat.greeting.value || words.greeting}</p>
        )}
        {items.map((item, index) => (
          <Row key={item.key} item={item} first={index === 0} newest={item === newest} />
        ))}
        <TypingDots />
      </div>
      {!atEnd.value && (
        <button type="button" class="pill at-end" onClick={toEnd}>
          {words.newest}
        </button>
      )}
    </div>
  )
}
