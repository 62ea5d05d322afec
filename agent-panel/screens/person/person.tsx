import "./person.css"
import { ArrowLeft, BadgeCheck, X } from "lucide"
import type { AgentConversation, Page } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { Avatar } from "../../parts/avatar"
import { Icon } from "../../parts/icon"
import { RouteLink, SafeLink } from "../../parts/links"
import { Switch } from "../../parts/switch"
import { markCustomer } from "../../state/actions"
import { useConversation } from "../../state/inbox"
import { me, siteBy, whereIs } from "../../state/people"
import { EarlierConversations } from "./earlier-conversations"
import { EditableField } from "./editable-field"
import { PersonalData } from "./personal-data"

/** The right pane: who this is, where they are now, and what was before. */
export function Person({ id }: { id: string }) {
  const conversation = useConversation(id).value
  if (!conversation) return null
  const { contact } = conversation
  return (
    <section class="person pane" aria-label={t.person.label}>
      <header class="pane-head">
        <BackToConversation id={id} />
        <h1>{t.person.label}</h1>
      </header>
      <div class="person-scroll">
        <div class="person-face">
          <Avatar name={contact.name} id={contact.id} size="large" />
          <Whereabouts contactId={contact.id} />
        </div>
        <dl class="person-fields">
          <EditableField key={`name ${contact.id}`} contactId={contact.id} field="name" value={contact.name} />
          <EditableField key={`email ${contact.id}`} contactId={contact.id} field="email" value={contact.email} />
          <EditableField key={`phone ${contact.id}`} contactId={contact.id} field="phone" value={contact.phone} />
        </dl>
        <div class="person-customer">
          <Switch
            label={t.later.customer}
            on={contact.customer ?? false}
            onSwitch={(on) => void markCustomer(contact.id, on)}
          />
        </div>
        {contact.subject !== undefined && <SignedIn subject={contact.subject} />}
        <Pages conversation={conversation} />
        <EarlierConversations key={contact.id} contactId={contact.id} except={id} />
        {me.value?.role === "owner" && <PersonalData key={contact.id} contact={contact} />}
      </div>
    </section>
  )
}

function BackToConversation({ id }: { id: string }) {
  return (
    <RouteLink
      to={{ screen: "conversation", id, pane: "conversation" }}
      class="icon-button only-narrow"
      aria-label={t.common.back}
      title={t.common.back}
    >
      <Icon node={ArrowLeft} class="icon-back" />
      <Icon node={X} class="icon-close" />
    </RouteLink>
  )
}

function Whereabouts({ contactId }: { contactId: string }) {
  const connected = whereIs(contactId)?.connected ?? false
  return (
    <p class="whereabouts" data-connected={connected}>
      {connected ? t.person.connected : t.person.away}
    </p>
  )
}

/** The site's own id of its customer, which nobody could have typed into the chat. */
function SignedIn({ subject }: { subject: string }) {
  return (
    <dl class="person-facts">
      <div>
        <dt>{t.later.signedInAs}</dt>
        <dd class="person-signed-in" title={t.later.vouched}>
          <Icon node={BadgeCheck} />
          <bdi>{subject}</bdi>
        </dd>
      </div>
    </dl>
  )
}

function Pages({ conversation }: { conversation: AgentConversation }) {
  const { contact, page, siteId } = conversation
  const where = whereIs(contact.id)
  const site = siteBy(siteId)
  return (
    <dl class="person-facts">
      {where?.connected && where.page && <PageFact label={t.person.now} page={where.page} />}
      {page && <PageFact label={t.person.openedOn} page={page} />}
      {page?.referrer && (
        <PageFact label={t.person.cameFrom} page={{ url: page.referrer, title: hostOf(page.referrer) }} />
      )}
      {site && (
        <div>
          <dt>{t.person.site}</dt>
          <dd dir="auto">{site.name}</dd>
        </div>
      )}
    </dl>
  )
}

function PageFact({ label, page: { url, title } }: { label: string; page: Page }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <SafeLink href={url} class="one-line person-page" title={url}>
          <bdi>{title || url}</bdi>
        </SafeLink>
      </dd>
    </div>
  )
}

function hostOf(address: string): string {
  try {
    return new URL(address).host
  } catch {
    // A referrer is whatever the visitor's browser sent; one that is no address is shown as it is.
    return address
  }
}
