import type { Connection } from "../../shared/client/connection"
import { newId } from "../../shared/client/new-id"
import { createOutgoing, type Pending } from "../../shared/client/outgoing"
import type { Attachment, CallError, Event, Reply } from "../../shared/protocol/types"
import type { Clock } from "./clock"
import { createOutbox } from "./outbox"
import type { Shelf } from "./shelf"
import type { Thread } from "./thread"
import type { Visit } from "./visit"

export type Delivery = ReturnType<typeof createDelivery>

type Parts = { connection: Connection; shelf: Shelf; clock: Clock; visit: Visit; thread: Thread }

const notYet: { ok: false; error: CallError } = { ok: false, error: { code: "unavailable", message: "" } }

/** What the visitor wrote, until the server has it (W2, W7). */
export function createDelivery({ connection, shelf, clock, visit, thread }: Parts) {
  const outgoing = createOutgoing(post, createOutbox(shelf), flush)

  async function post({ id, body, attachments }: Pending): Promise<Reply<{ event: Event }>> {
    if (!visit.ready.value) return notYet
    if (visit.token() !== visit.started.value?.token) return comeBack(visit.startAgain)
    const conversationId = thread.conversation.value?.id
    const reply = await connection.call("message.send", {
      id,
      body,
      conversationId,
      attachmentIds: attachments?.map((each) => each.id),
    })
    if (reply.ok) {
      if ("promise" in reply.data.conversation) thread.adopt(reply.data.conversation)
      thread.receive(reply.data.event)
      return reply
    }
    return reply.error.code === "unauthenticated" ? comeBack(() => void visit.start()) : reply
  }

  /** The server takes this browser for somebody else, or for nobody: what waits goes out once that is mended. */
  function comeBack(mend: () => void): typeof notYet {
    mend()
    return notYet
  }

  /** Sends what this tab, or one that is gone, has left: one tab after the other, so that the second finds it done. */
  function flush(): void {
    const alone = () => {
      if (outgoing.pending.value.length > 0) visit.stay()
      outgoing.reload()
      return outgoing.flush()
    }
    // Locks are missing on plain http pages; the ids make a second sending harmless.
    if (navigator.locks) void navigator.locks.request("first-touch outbox", alone)
    else void alone()
  }

  return {
    pending: outgoing.pending,
    retry: outgoing.retry,
    discard: outgoing.discard,
    reload: outgoing.reload,
    confirm: outgoing.confirm,
    send(body: string, attachments?: readonly Attachment[]): void {
      visit.stay()
      outgoing.send({ id: newId(), kind: "message", body, attachments, writtenAt: clock.time() })
    },
    flush,
  }
}
