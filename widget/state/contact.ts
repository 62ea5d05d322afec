import { effect, signal } from "@preact/signals"
import type { Connection } from "../../shared/client/connection"
import type { CallError } from "../../shared/protocol/types"
import type { Shelf } from "./shelf"
import type { Thread } from "./thread"
import type { Visit } from "./visit"

export type Given = { name?: string; email?: string; phone?: string }

type Parts = { connection: Connection; shelf: Shelf; visit: Visit; thread: Thread }

/** First how to reach the visitor, then their name, then nothing more. */
type Asking = "reach" | "name" | "thanks" | "nothing"

/** Who the visitor is, where they chose to say so: asked for once, after their question, and never needed. */
export function createContact({ connection, shelf, visit, thread }: Parts) {
  const asking = signal<Asking>(shelf.read("contact") === null ? "reach" : "nothing")
  const saving = signal(false)
  const trouble = signal<CallError["code"] | null>(null)
  const fromPage = signal<Given | null>(null)

  effect(() => {
    const given = fromPage.value
    if (!given || !thread.conversation.value || !visit.ready.value) return
    fromPage.value = null
    void connection.call("contact.save", given)
  })

  return {
    asking,
    saving,
    trouble,
    async save(text: string): Promise<void> {
      saving.value = true
      const reply = await connection.call("contact.save", asking.value === "name" ? { name: text } : reach(text))
      saving.value = false
      trouble.value = reply.ok ? null : reply.error.code
      if (!reply.ok) return
      shelf.write("contact", "given")
      asking.value = asking.value === "name" ? "thanks" : "name"
    },
    notNow(): void {
      shelf.write("contact", "later")
      asking.value = "nothing"
    },
    /** What the page knows of its visitor waits until they have written. */
    toldByPage(given: Given): void {
      const { name, email, phone } = Object(given) as Given
      const told = Object.entries({ name, email, phone }).filter(([, value]) => typeof value === "string" && value)
      fromPage.value = Object.fromEntries(told)
    },
  }
}

/** One field takes either: what has an @ is an e-mail address. */
function reach(text: string): Given {
  return text.includes("@") ? { email: text } : { phone: text }
}
