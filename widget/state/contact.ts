import { computed, effect, signal } from "@preact/signals"
import type { Connection } from "../../shared/client/connection"
import type { CallError, Contact } from "../../shared/protocol/types"
import type { Shelf } from "./shelf"
import type { Thread } from "./thread"
import type { Visit } from "./visit"

export type Given = { name?: string; email?: string; phone?: string }

type Parts = { connection: Connection; shelf: Shelf; visit: Visit; thread: Thread }

/** First how to reach the visitor, then their name, then nothing more. */
type Asking = "reach" | "name" | "thanks" | "nothing"

/** What became of it: they gave it, or not now; or not even when they were told that nobody answered in time. */
const ANSWER = "contact"
type Answer = "given" | "later" | "never"

/**
 * Who the visitor is, where they chose to say so, and never needed: asked for once after their question, and once more
 * where an answer is late.
 */
export function createContact({ connection, shelf, visit, thread }: Parts) {
  const answer = signal(shelf.read(ANSWER))
  const thanked = signal<"name" | "thanks" | null>(null)
  /** What the server knows since the page has told of its visitor. */
  const known = signal<Contact | null>(null)
  const begunAt = signal<number | null>(null)
  const saving = signal(false)
  const trouble = signal<CallError["code"] | null>(null)
  const fromPage = signal<Given | null>(null)

  const asking = computed<Asking>(() => {
    if (thanked.value) return thanked.value
    if (isReachable(known.value) || isReachable(thread.conversation.value?.contact)) return "nothing"
    return answer.value === null || (answer.value === "later" && thread.delay.value) ? "reach" : "nothing"
  })
  /** Beside which event it is asked. Where the visitor has begun to write it stays, whatever happens meanwhile. */
  const askedAt = computed(() => {
    const { delay, lastDelay, question } = thread
    return begunAt.value ?? (lastDelay.value ? delay : question).value?.seq ?? null
  })

  effect(() => {
    const given = fromPage.value
    if (!given || !thread.conversation.value || !visit.ready.value) return
    fromPage.value = null
    void tell(given)
  })

  async function tell(given: Given): Promise<void> {
    const reply = await connection.call("contact.save", given)
    if (reply.ok) known.value = reply.data.contact
  }

  function keep(next: Answer): void {
    shelf.write(ANSWER, next)
    answer.value = next
  }

  return {
    asking,
    askedAt,
    saving,
    trouble,
    begin(): void {
      begunAt.value = askedAt.value
    },
    async save(text: string): Promise<void> {
      const isName = asking.value === "name"
      saving.value = true
      const reply = await connection.call("contact.save", isName ? { name: text } : reach(text))
      saving.value = false
      trouble.value = reply.ok ? null : reply.error.code
      if (!reply.ok) return
      keep("given")
      thanked.value = isName ? "thanks" : "name"
    },
    notNow(): void {
      begunAt.value = null
      if (!thanked.value) keep(thread.delay.value ? "never" : "later")
      thanked.value = null
    },
    /** What the page knows of its visitor waits until they have written. */
    toldByPage(given: Given): void {
      const { name, email, phone } = Object(given) as Given
      const told = Object.entries({ name, email, phone }).filter(([, value]) => typeof value === "string" && value)
      fromPage.value = Object.fromEntries(told)
    },
  }
}

const isReachable = (contact: Contact | null | undefined) => Boolean(contact?.email || contact?.phone)

/** One field takes either: what has an @ is an e-mail address. */
function reach(text: string): Given {
  return text.includes("@") ? { email: text } : { phone: text }
}
