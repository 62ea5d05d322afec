import type { TimelineItem } from "../../shared/client/timeline/timeline"
import { clockTime } from "../locales/times"
import { useChat } from "./chat-context"
import { LinkedText } from "./safe-link"

type SaidItem = Extract<TimelineItem, { type: "said" }>
type Props = Pick<SaidItem, "said" | "first" | "last"> & { newest: boolean }

/** Something said. The first of a group names who speaks, the last one tells the time. */
export function Message({ said, first, last, newest }: Props) {
  const { chat, words } = useChat()
  const { by, body, attachments, pending } = said
  const later = chat.later.value
  const own = by.kind === "visitor"
  const name = by.kind === "bot" ? words.robot : by.name
  const state = pending ? (pending.refused ? "refused" : "pending") : ""
  return (
    <div class={`message ${own ? "own" : "theirs"} ${first ? "first" : ""}`}>
      {first && !own && <p class="name">{name ?? chat.started.value?.site.name}</p>}
      {body && (
        <p class={`bubble ${state}`}>
          <LinkedText text={body} />
        </p>
      )}
      {later && <later.Shown of={attachments} />}
      {pending?.refused ? (
        <p class="meta wrong">
          {words.notSent}
          <button type="button" onClick={() => chat.retry(said.id)}>
            {words.retry}
          </button>
          <button type="button" onClick={() => chat.discard(said.id)}>
            {words.discard}
          </button>
        </p>
      ) : (
        last && <Meta said={said} newest={newest && own} />
      )}
    </div>
  )
}

function Meta({ said, newest }: Pick<Props, "said" | "newest">) {
  const { chat, words } = useChat()
  const seen = (said.seq ?? Number.POSITIVE_INFINITY) <= (chat.conversation.value?.seen.agents ?? 0)
  const state = said.pending ? words.sending : seen ? words.seen : words.sent
  return (
    <p class="meta">
      <time dateTime={new Date(said.at).toISOString()}>{clockTime(said.at, words.tag)}</time>
      {(newest || said.pending) && <span class="state">{state}</span>}
    </p>
  )
}
