import { effect, signal } from "@preact/signals"
import type { Connection } from "../../shared/client/connection"
import type { Shelf } from "./shelf"
import type { Thread } from "./thread"
import type { Visit } from "./visit"

export type Given = { name?: string; email?: string; phone?: string }

type Parts = { connection: Connection; shelf: Shelf; visit: Visit; thread: Thread }

/** `later` means that the visitor would rather not say; it is not asked again. */
export type Asking = "open" | "saving" | "wrong" | "failed" | "saved" | "later"

export type ContactDetails = ReturnType<typeof createContact>

/** Who the visitor is, where they chose to say so: asked for once, after their question, and never needed. */
export function createContact({ connection, shelf, visit, thread }: Parts) {
  const asking = signal<Asking>(shelf.read("contact") === null ? "open" : "later")
  const fromPage = signal<Given | null>(null)

  effect(() => {
    const given = fromPage.value
    if (!given || !thread.conversation.value || !visit.ready.value) return
    fromPage.value = null
    void connection.call("contact.save", given)
  })

  return {
    asking,
    async save(given: Given): Promise<void> {
      asking.value = "saving"
      const reply = await connection.call("contact.save", given)
      if (reply.ok) shelf.write("contact", "given")
      if (reply.ok) asking.value = "saved"
      else asking.value = reply.error.code === "invalid_input" ? "wrong" : "failed"
    },
    notNow(): void {
      shelf.write("contact", "later")
      asking.value = "later"
    },
    /** What the page knows of its visitor waits until they have written. */
    toldByPage({ name, email, phone }: Given): void {
      const told = Object.entries({ name, email, phone }).filter(([, value]) => typeof value === "string" && value)
      fromPage.value = Object.fromEntries(told)
    },
  }
}
