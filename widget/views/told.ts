import type { Event } from "../../shared/protocol/types"
import { deadline } from "../locales/times"
import type { Words } from "../locales/words"
import type { Chat } from "../state/chat"

/** What a visitor is told of something that happened, in a sentence; nothing where it does not concern them. */
export function told(event: Event, { clock, started }: Chat, words: Words): string {
  const { at: saidAt, by } = event
  const name = by.name ?? started.value?.site.name ?? ""
  const due = (at: number) => deadline(at, words, { now: clock.time(), saidAt })
  const next = (at: number | null) => words.next(at === null ? null : due(at))
  switch (event.type) {
    case "conversation.resolved":
      return words.resolved(by.name ?? null)
    case "promise.made":
      return (event.renewed ? words.moved : words.promised)(due(event.dueAt), name)
    case "promise.kept":
      return words.kept
    case "delay.told":
      return `${words.missed(due(event.missedAt))}.\n${next(event.nextDueAt)}`
    default:
      return ""
  }
}
