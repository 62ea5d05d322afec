import { useComputed } from "@preact/signals"
import type { AgentConversation } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { indexIn, Marked } from "../../parts/marked"
import { me } from "../../state/people"
import { typistsIn } from "../../state/typing"

type PreviewProps = { conversation: AgentConversation; words: string }

/** The second line of a row: who is writing, what was said last, or where the search found its words. */
export function Preview({ conversation, words }: PreviewProps) {
  const { id, lastMessage, page } = conversation
  const visitorTypes = useComputed(() => typistsIn(id).some(({ kind }) => kind === "visitor"))
  if (visitorTypes.value) return <span class="row-text row-typing">{t.inbox.typing}</span>
  if (words !== "" && !isMatchedInSight(conversation, words)) {
    return <span class="row-text row-elsewhere">{matchedElsewhere(conversation, words)}</span>
  }
  if (!lastMessage) {
    return (
      <span class="row-text one-line" dir="auto">
        {page ? t.inbox.openedOn(page.title || page.url) : t.inbox.nothingSaid}
      </span>
    )
  }
  return (
    <span class="row-text one-line">
      <span class="row-by">{byWhom(lastMessage.by)}</span>
      <bdi>
        <Marked text={fromMatch(lastMessage.body, words)} words={words} />
      </bdi>
    </span>
  )
}

function byWhom({ kind, id, name }: { kind: string; id?: string | undefined; name?: string | undefined }): string {
  if (kind === "visitor" || !name) return ""
  return `${id === me.value?.id ? t.common.you : name}: `
}

function isMatchedInSight({ contact, lastMessage }: AgentConversation, words: string): boolean {
  return [contact.name ?? "", lastMessage?.body ?? ""].some((text) => indexIn(text, words) !== -1)
}

/** Names where the words were found when neither the name nor the last message has them. */
function matchedElsewhere({ contact, page }: AgentConversation, words: string) {
  const where = [contact.email, contact.phone, page?.url].find((text) => text && indexIn(text, words) !== -1)
  return where ? <Marked text={where} words={words} /> : t.inbox.matchedEarlier
}

const BEFORE_MATCH = 12
const FITS_ANYWAY = 28

/** A long message begins near the words that were found in it. */
function fromMatch(body: string, words: string): string {
  const at = indexIn(body, words)
  return at > FITS_ANYWAY ? `…${body.slice(at - BEFORE_MATCH)}` : body
}
