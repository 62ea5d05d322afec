import { useEffect, useState } from "preact/hooks"
import type { AgentConversation } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { fullTime, shortWhen } from "../../locales/format"
import { RouteLink } from "../../parts/links"
import { now } from "../../state/clock"
import { conversationsOf } from "../../state/earlier"

type Earlier = readonly AgentConversation[] | "loading" | "failed"

/** What this person and we talked about before. */
export function EarlierConversations({ contactId, except }: { contactId: string; except: string }) {
  const [earlier, setEarlier] = useState<Earlier>("loading")
  useEffect(() => {
    let isShown = true
    void conversationsOf(contactId).then((found) => {
      if (isShown) setEarlier(found ?? "failed")
    })
    return () => {
      isShown = false
    }
  }, [contactId])
  return (
    <section class="earlier">
      <h2>{t.person.earlier}</h2>
      <List earlier={earlier} except={except} />
    </section>
  )
}

function List({ earlier, except }: { earlier: Earlier; except: string }) {
  if (earlier === "loading") return <p class="earlier-none" aria-busy="true" />
  if (earlier === "failed") return <p class="earlier-none">{t.person.earlierFailed}</p>
  const others = earlier.filter(({ id }) => id !== except)
  if (others.length === 0) return <p class="earlier-none">{t.person.noEarlier}</p>
  return (
    <ul>
      {others.map(({ id, lastMessage, updatedAt, status }) => (
        <li key={id}>
          <RouteLink to={{ screen: "conversation", id, pane: "conversation" }} class="earlier-one">
            <bdi class="one-line">{lastMessage?.body ?? t.conversation[status]}</bdi>
            <time dateTime={new Date(updatedAt).toISOString()} title={fullTime(updatedAt)}>
              {shortWhen(updatedAt, now.peek())}
            </time>
          </RouteLink>
        </li>
      ))}
    </ul>
  )
}
