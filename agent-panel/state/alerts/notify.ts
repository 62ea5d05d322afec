import type { AgentConversation } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { contactName } from "../../locales/names"
import { openConversation } from "../queue"
import { notifications, permission, sounds } from "./choices"
import { play, SOMEBODY_WAITS } from "./tones"

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

function show(title: string, { body, tag, opens }: { body: string; tag: string; opens: string | null }): void {
  const notification = new Notification(title, { body, tag })
  notification.onclick = () => {
    window.focus()
    notification.close()
    if (opens !== null) openConversation(opens)
  }
}

function isLookedAt(): boolean {
  return document.visibilityState === "visible" && document.hasFocus()
}
