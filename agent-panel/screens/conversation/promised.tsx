import "./promised.css"
import { Check } from "lucide"
import type { AgentConversation } from "../../../shared/protocol/types"
import { timeLeftMs, urgency } from "../../../shared/timer"
import { t } from "../../locales"
import { clockText, whenDue } from "../../locales/format"
import { Button } from "../../parts/button"
import { SmallRing } from "../../parts/wait-ring"
import { now } from "../../state/clock"
import { keepPromise, owedReply, runningPromise } from "../../state/later"
import { PromiseMenu } from "./promise-menu"

/** What was promised here and until when: it is kept, or put off before it passes. */
export function Promised({ conversation }: { conversation: AgentConversation }) {
  const timer = runningPromise(conversation)
  if (!timer || conversation.status === "resolved") return null
  const left = timeLeftMs(timer, now.value)
  const words = left < 0 ? t.later.late(clockText(-left)) : t.later.left(clockText(left))
  return (
    <div class="promised">
      <SmallRing timer={timer} />
      <p class="one-line">
        {t.later.promisedBy(whenDue(timer.dueAt, now.value))}
        <span class={`promised-left ring-${urgency(timer, now.value)}`}>{words}</span>
      </p>
      {/* While a reply is owed, that reply is what keeps it. */}
      {!owedReply(conversation) && (
        <Button icon={Check} onClick={() => void keepPromise(conversation.id)}>
          {t.later.kept}
        </Button>
      )}
      <PromiseMenu conversation={conversation} />
    </div>
  )
}
