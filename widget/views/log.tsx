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
  const toEnd = () => {
    log.current?.scrollTo({ top: log.current.scrollHeight })
    // That an answer is late must be seen, also where the fields below it take all the room there is.
    log.current?.querySelector(".delay:nth-last-child(2)")?.scrollIntoView({ block: "nearest" })
  }
  const look = ({ currentTarget }: TargetedEvent<HTMLDivElement>) => {
    const { scrollHeight, scrollTop, clientHeight, lastElementChild } = currentTarget
    const fieldsPx = lastElementChild?.className === "asks" ? lastElementChild.clientHeight : 0
    atEnd.value = scrollHeight - scrollTop - clientHeight - fieldsPx < NEAR_END_PX
  }
  const items = chat.items.value
  const newest = items.findLast((item) => item.type === "said")
  const mine = newest?.said.pending

  const loadOlder = () => {
    if (log.current) keep.current = log.current.scrollHeight - log.current.scrollTop
    void chat.loadOlder()
  }

  useLayoutEffect(() => {
    // The header grows with what it says, and a phone's keyboard takes its part: the end stays in sight.
    const resized = new ResizeObserver(() => atEnd.peek() && toEnd())
    if (log.current) resized.observe(log.current)
    return () => resized.disconnect()
  }, [])

  useLayoutEffect(() => {
    if (log.current && keep.current !== null) log.current.scrollTop = log.current.scrollHeight - keep.current
    else if (atEnd.value || mine) toEnd()
    keep.current = null
  }, [items.length, mine, chat.typing.value, chat.later.value])

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
