/** What became of something that was sent, as its sender knows it. */
export type Outcome = "ok" | "fail" | "unknown"

/** One message as somebody sent it. No two have the same body. */
export type Sent = {
  id: string
  body: string
  sender: string
  /** Which of the sender's messages it is: 1, 2, 3, … */
  place: number
  outcome: Outcome
  /** Null as long as the sender has not been told. */
  conversationId: string | null
}

export type Said = { id: string; body: string }

/** What one observer holds of one conversation, in order: an agent, a tab, the log over HTTP, the database. */
export type Sight = { observer: string; conversationId: string; messages: readonly Said[] }

/** Everything that was sent and everything that was seen, as Jepsen keeps it. */
export type History = { sends: readonly Sent[]; sights: readonly Sight[] }

/** Writes down what is sent while it happens. */
export type Ledger = {
  sent(message: Pick<Sent, "id" | "body" | "sender">): void
  settled(id: string, outcome: Outcome, conversationId: string | null): void
  readonly sends: readonly Sent[]
}

export function createLedger(): Ledger {
  const sends = new Map<string, Sent>()
  const places = new Map<string, number>()
  return {
    sent(message) {
      const place = (places.get(message.sender) ?? 0) + 1
      places.set(message.sender, place)
      sends.set(message.id, { ...message, place, outcome: "unknown", conversationId: null })
    },
    settled(id, outcome, conversationId) {
      const sent = sends.get(id)
      if (!sent) throw new Error(`nobody sent ${id}`)
      sends.set(id, { ...sent, outcome, conversationId })
    },
    get sends() {
      return [...sends.values()]
    },
  }
}
