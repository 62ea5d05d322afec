import type { AgentConversation } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { contactName } from "../../locales/names"
import { notification } from "../../service-worker/notification"
import { openConversation } from "../queue"
import { notifications, permission, sounds } from "./choices"
import { play, SOMEBODY_WAITS } from "./tones"
import { worker } from "./worker"

/** Tells of a person who waits: by a tone, and by the browser where nobody looks at the panel. */
export function tellOf(conversation: AgentConversation): void {
  if (sounds.value) play(SOMEBODY_WAITS)
  if (!notifications.value || isLookedAt()) return
  show(t.alerts.waits(contactName(conversation.contact)), {
    body: conversation.lastMessage?.body ?? "",
    tag: conversation.id,
    opens: conversation.id,
  })
}

/** Shows and plays what an alert is like. */
export function tryAlerts(): void {
  play(SOMEBODY_WAITS)
  if (permission.value === "granted") show(t.alerts.testTitle, { body: t.alerts.testBody, tag: "test", opens: null })
}

type Shown = { body: string; tag: string; opens: string | null }

/** The worker shows it where it runs, so that what is pushed of the same conversation takes its place; phones know no other way. */
function show(title: string, { body, tag, opens }: Shown): void {
  const options = notification({ body, tag, conversationId: opens, toldAt: Date.now() })
  // Whoever took the permission back in the browser meanwhile wants none.
  if (worker.value) worker.value.showNotification(title, options).catch(() => {})
  else showFromPage(title, { body, tag, opens })
}

function showFromPage(title: string, { body, tag, opens }: Shown): void {
  const shown = new Notification(title, { body, tag })
  shown.onclick = () => {
    window.focus()
    shown.close()
    if (opens !== null) openConversation(opens)
  }
}

function isLookedAt(): boolean {
  return document.visibilityState === "visible" && document.hasFocus()
}
