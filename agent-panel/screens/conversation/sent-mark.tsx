import { Check, CheckCheck, Clock3, TriangleAlert } from "lucide"
import type { Pending } from "../../../shared/client/outgoing"
import type { TimelineItem } from "../../../shared/client/timeline/timeline"
import type { CallError } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { Button } from "../../parts/button"
import { Icon, type IconNode } from "../../parts/icon"
import { errorText } from "../../state/actions"
import { useConversation } from "../../state/inbox"
import { line } from "../../state/line"
import { discard, retry } from "../../state/outbox"

type SentMarkProps = {
  said: Extract<TimelineItem, { type: "said" }>["said"]
  conversationId: string
  /** Only the newest of ours says whether it was seen: the ones above it follow from that. */
  showsSeen: boolean
}

/** How far something of ours has come: on its way, stored, seen. */
export function SentMark({ said, conversationId, showsSeen }: SentMarkProps) {
  const seenUpTo = useConversation(conversationId).value?.seen.visitor ?? 0
  if (said.pending?.refused) return null
  if (said.pending) {
    return <Mark icon={Clock3} words={line.value === "fine" ? t.conversation.sending : t.conversation.sendingLater} />
  }
  if (said.kind === "note" || !showsSeen) return null
  const isSeen = said.seq !== undefined && said.seq <= seenUpTo
  return isSeen ? (
    <Mark icon={CheckCheck} words={t.conversation.seen} />
  ) : (
    <Mark icon={Check} words={t.conversation.sent} />
  )
}

function Mark({ icon, words }: { icon: IconNode; words: string }) {
  return (
    <span class="sent-mark">
      <Icon node={icon} />
      {words}
    </span>
  )
}

/** The server would not take it: why, and what a person can do about it. */
export function Refused({ pending, refused }: { pending: Pending; refused: CallError }) {
  return (
    <div class="refused" role="alert">
      <p>
        <Icon node={TriangleAlert} /> {t.conversation.notSent}. {errorText(refused)}
      </p>
      <Button look="plain" onClick={() => retry(pending.id)}>
        {t.common.retry}
      </Button>
      <Button look="quiet" onClick={() => discard(pending.id)}>
        {t.conversation.discard}
      </Button>
    </div>
  )
}
