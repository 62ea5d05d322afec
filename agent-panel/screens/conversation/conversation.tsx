import "./conversation.css"
import { CodeXml, MessagesSquare, SearchX, WifiOff } from "lucide"
import type { LiveConversation } from "../../../shared/client/live-conversation"
import { t } from "../../locales"
import { Empty } from "../../parts/empty"
import { RouteLink } from "../../parts/links"
import { rowsOf, useConversation } from "../../state/inbox"
import { type Opened, opened } from "../../state/opened"
import { me, sites } from "../../state/people"
import { Composer } from "./composer"
import { Head } from "./head"
import { Promised } from "./promised"
import { Timeline } from "./timeline"

/** The middle pane: the open conversation, or what stands there instead. */
export function Conversation() {
  return (
    <div class="conversation pane">
      <Standing opened={opened.value} />
    </div>
  )
}

function Standing({ opened: now }: { opened: Opened }) {
  switch (now.state) {
    case "nothing":
      return <Nothing />
    case "missing":
      return (
        <Empty icon={SearchX} title={t.conversation.missing}>
          {t.conversation.missingNext}
        </Empty>
      )
    case "failed":
      return (
        <Empty icon={WifiOff} title={t.conversation.failed}>
          {t.conversation.failedNext}
        </Empty>
      )
    case "loading":
      return <Open id={now.id} live={null} />
    case "ready":
      return <Open id={now.id} live={now.live} />
    default:
      return now satisfies never
  }
}

/** For an owner whose chat stands on no page yet and has nobody in it, the next thing is to put it on one. */
function Nothing() {
  const isNowhere = sites.value.every(({ allowedOrigins }) => allowedOrigins.length === 0)
  if (me.value?.role === "owner" && isNowhere && rowsOf("all").length === 0) {
    return (
      <Empty icon={CodeXml} title={t.conversation.nowhere}>
        {t.conversation.nowhereNext}
        <p>
          <RouteLink to={{ screen: "settings", section: "sites" }} class="button button-strong">
            {t.conversation.nowhereGo}
          </RouteLink>
        </p>
      </Empty>
    )
  }
  return (
    <Empty icon={MessagesSquare} title={t.conversation.none}>
      {t.conversation.noneNext}
    </Empty>
  )
}

/** What is known already stands at once, and stays as it is when the lines come: the focus may be in the field. */
function Open({ id, live }: { id: string; live: LiveConversation | null }) {
  return (
    <>
      <Head key={`head-${id}`} id={id} />
      <PromisedIn id={id} />
      {live ? <Timeline key={id} id={id} live={live} /> : <LinesToCome />}
      <Composer id={id} />
    </>
  )
}

function PromisedIn({ id }: { id: string }) {
  const conversation = useConversation(id).value
  return conversation && <Promised conversation={conversation} />
}

function LinesToCome() {
  return (
    <div class="timeline lines-to-come" aria-busy="true">
      <span class="unseen">{t.common.loading}</span>
    </div>
  )
}
