import { type ReadonlySignal, signal } from "@preact/signals"
import type { Attachment, CallError, Event, Reply } from "../protocol/types"

/** Something a person wrote that the server has not confirmed yet. */
export type Pending = {
  readonly id: string
  readonly conversationId?: string | undefined
  readonly kind: "message" | "note"
  readonly body: string
  readonly attachments?: readonly Attachment[] | undefined
  readonly writtenAt: number
  /** Why the server would not take it; a person decides what becomes of it. Absent while it is on its way. */
  readonly refused?: CallError | undefined
}

/** Where pending messages outlive the page. It may lose everything and never throws. */
export type Keep = { load(): readonly Pending[]; save(pending: readonly Pending[]): void }

export type Outgoing = {
  readonly pending: ReadonlySignal<readonly Pending[]>
  /** Queues what was written and sends it as soon as the line allows. */
  send(written: Pending): void
  /** Sends what waits, in order. Call it when the line is back. */
  flush(): Promise<void>
  /** Takes up what is kept now: what another tab left behind comes in, what it has sent is let go. */
  reload(): void
  /** Tries a refused one again, with the same id. */
  retry(id: string): void
  discard(id: string): void
  /** Forgets what an event shows to have arrived: the event takes the pending one's place. */
  confirm(event: Event): void
}

type Post = (pending: Pending) => Promise<Reply<{ event: Event }>>

/** Refusals that time heals; everything else waits for a person. */
const HEALS_BY_ITSELF: readonly CallError["code"][] = ["unavailable", "rate_limited", "internal"]
const RETRY_AFTER_MS = 2_000

/**
 * What is written goes out one by one, in order, with the same id however often it is tried (W2, W7). What was in vain is
 * tried again by `again`, where that is more than a `flush`.
 */
export function createOutgoing(post: Post, keep: Keep, again?: () => void): Outgoing {
  const pending = signal<readonly Pending[]>(keep.load())
  let flushing: Promise<void> | null = null
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  function change(next: readonly Pending[]): void {
    pending.value = next
    keep.save(next)
  }

  const without = (id: string) => pending.value.filter((each) => each.id !== id)
  const nextToSend = () => pending.value.find((each) => !each.refused)

  async function sendInOrder(): Promise<void> {
    for (let next = nextToSend(); next; next = nextToSend()) {
      const { id } = next
      const reply = await post(next)
      if (reply.ok) change(without(id))
      else if (HEALS_BY_ITSELF.includes(reply.error.code)) return tryLater(reply.error.retryAfterMs)
      else change(pending.value.map((each) => (each.id === id ? { ...each, refused: reply.error } : each)))
    }
  }

  function tryLater(afterMs = RETRY_AFTER_MS): void {
    clearTimeout(retryTimer)
    retryTimer = setTimeout(again ?? flush, afterMs)
  }

  function flush(): Promise<void> {
    flushing ??= sendInOrder().finally(() => {
      flushing = null
    })
    return flushing
  }

  return {
    pending,
    send(written) {
      change([...pending.value, written])
      void flush()
    },
    flush,
    reload() {
      pending.value = keep.load()
    },
    retry(id) {
      change(pending.value.map((each) => (each.id === id ? { ...each, refused: undefined } : each)))
      void flush()
    },
    discard: (id) => change(without(id)),
    confirm(event) {
      const arrived = arrivedId(event)
      if (arrived !== null && pending.value.some((each) => each.id === arrived)) change(without(arrived))
    },
  }
}

function arrivedId(event: Event): string | null {
  if (event.type === "message.posted") return event.message.id
  return event.type === "note.added" ? event.note.id : null
}
