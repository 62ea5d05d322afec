import { CheckCheck } from "lucide"
import { t } from "../../locales"
import { Button } from "../../parts/button"
import { useConversation } from "../../state/inbox"
import { owedReply, runningPromise, waive } from "../../state/later"
import { PromiseMenu } from "./promise-menu"

/** What one can do instead of answering now: promise a time, or say that no reply is needed. */
export function Instead({ id }: { id: string }) {
  const conversation = useConversation(id).value
  if (!conversation || conversation.status === "resolved") return null
  return (
    <div class="instead">
      {owedReply(conversation)?.kind === "next-reply" && (
        <Button icon={CheckCheck} shortcut="x" title={t.later.waive} onClick={() => void waive(id)}>
          {t.later.waive}
        </Button>
      )}
      {!runningPromise(conversation) && <PromiseMenu conversation={conversation} />}
    </div>
  )
}
