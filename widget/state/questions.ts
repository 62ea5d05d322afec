import type { ReadonlySignal } from "@preact/signals"
import type { TimelineItem } from "../../shared/client/timeline/timeline"

type Parts = { items: ReadonlySignal<readonly TimelineItem[]>; send: (body: string) => void }

/** What a visitor who waits too long may answer meanwhile. An answer is a message that begins with its question. */
export function createQuestions({ items, send }: Parts) {
  const begin = (question: string) => `${question}\n`
  return {
    isAnswered: (question: string) =>
      items.value.some((item) => item.type === "said" && item.said.body.startsWith(begin(question))),
    answer: (question: string, text: string) => send(begin(question) + text),
  }
}
