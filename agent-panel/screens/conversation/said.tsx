import "./said.css"
import { StickyNote } from "lucide"
import { linkify, unreadHost } from "../../../shared/client/timeline/links"
import type { TimelineItem } from "../../../shared/client/timeline/timeline"
import { plainName } from "../../../shared/plain-name"
import type { Person } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { fullTime, timeOfDay } from "../../locales/format"
import { contactName } from "../../locales/names"
import { Avatar } from "../../parts/avatar"
import { Icon } from "../../parts/icon"
import { SafeLink } from "../../parts/links"
import { conversationBy } from "../../state/inbox"
import { Attachments } from "./attachments"
import { Refused, SentMark } from "./sent-mark"

type SaidItem = Extract<TimelineItem, { type: "said" }>
type SaidProps = { item: SaidItem; conversationId: string; showsMark: boolean }

/** What one person said: the visitor's on one side, ours on the other, notes unlike either. */
export function Said({ item, conversationId, showsMark }: SaidProps) {
  const { said, first, last } = item
  const side = said.kind === "note" ? "note" : said.by.kind === "visitor" ? "visitor" : "ours"
  const ends = last || said.pending !== undefined
  return (
    <article class={`said said-${side}`} data-first={first} data-pending={said.pending !== undefined}>
      {first && <Author said={said} conversationId={conversationId} />}
      {said.body !== "" && (
        <div class="said-body">
          <Body text={said.body} />
        </div>
      )}
      <Attachments of={said.attachments} />
      {(ends || showsMark) && (
        <p class="said-foot">
          <time dateTime={new Date(said.at).toISOString()} title={fullTime(said.at)}>
            {timeOfDay(said.at)}
          </time>
          {side !== "visitor" && <SentMark said={said} conversationId={conversationId} showsSeen={showsMark} />}
        </p>
      )}
      {said.pending?.refused && <Refused pending={said.pending} refused={said.pending.refused} />}
    </article>
  )
}

function Author({ said, conversationId }: { said: SaidItem["said"]; conversationId: string }) {
  const name = nameOf(said.by, conversationId)
  return (
    <p class="said-by">
      {said.kind === "note" ? (
        <Icon node={StickyNote} />
      ) : (
        <Avatar
          name={said.by.kind === "visitor" ? (conversationBy(conversationId)?.contact.name ?? null) : name}
          id={said.by.id ?? name}
          size="small"
        />
      )}
      {said.kind === "note" ? <span class="said-word">{t.conversation.note}</span> : null}
      <bdi class="one-line" title={name}>
        {name}
      </bdi>
      {said.by.kind === "visitor" && isNamed(conversationId) && (
        <span class="said-badge">{t.conversation.visitor}</span>
      )}
    </p>
  )
}

/** Whoever has no name is called a visitor anyway; whoever has one may have chosen a colleague's (V12). */
function isNamed(conversationId: string): boolean {
  return plainName(conversationBy(conversationId)?.contact.name ?? "") !== ""
}

function nameOf(by: Person, conversationId: string): string {
  const contact = conversationBy(conversationId)?.contact
  if (by.kind === "visitor" && contact) return contactName(contact)
  return plainName(by.name ?? "") || t.conversation.visitor
}

function Body({ text }: { text: string }) {
  return (
    <>
      {linkify(text).map(({ text: stretch, href }, index) =>
        href === null ? (
          stretch
        ) : (
          <SafeLink key={index} href={href} leadsTo={unreadHost(stretch, href)}>
            {stretch}
          </SafeLink>
        ),
      )}
    </>
  )
}
