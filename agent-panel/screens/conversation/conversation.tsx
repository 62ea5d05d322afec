import "./conversation.css"
import { MessagesSquare, SearchX, WifiOff } from "lucide"
import { t } from "../../locales"
import { Empty } from "../../parts/empty"
import { type Opened, opened } from "../../state/opened"
import { Composer } from "./composer"
import { Head } from "./head"
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
      return (
        <Empty icon={MessagesSquare} title={t.conversation.none}>
          {t.conversation.noneNext}
        </Empty>
      )
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
      return <Loading id={now.id} />
    case "ready":
      return (
        <>
          <Head key={`head-${now.id}`} id={now.id} />
          <Timeline key={now.id} id={now.id} live={now.live} />
          <Composer id={now.id} />
        </>
      )
    default:
      return now satisfies never
  }
}

/** What is known already stands at once; the lines get their place. */
function Loading({ id }: { id: string }) {
  return (
    <>
      <Head id={id} />
      <div class="timeline lines-to-come" aria-busy="true">
        <span class="unseen">{t.common.loading}</span>
      </div>
      <Composer id={id} />
    </>
  )
}
