import type { AgentConversation } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { contactName } from "../../locales/names"
import { whoIsOffered, whyMe } from "../../locales/why"
import { notification } from "../../service-worker/notification"
import type { Ringing } from "../offers"
import { openConversation } from "../queue"
import { notifications, permission, sounds } from "./choices"
import { strokes } from "./strokes"
import { play, ring, SOMEBODY_WAITS } from "./tones"
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

/** Tells of an offer where nobody looks at the panel: who waits, why it came here, and what they wrote. */
export function tellOfOffer(offered: Ringing): void {
  if (!notifications.value || isLookedAt()) return
  const { id, lastMessage } = offered.conversation
  show(whoIsOffered(offered), {
    body: [whyMe(offered), lastMessage?.body].filter(Boolean).join("\n"),
    tag: id,
    opens: id,
  })
}

/** Takes back what was shown of a conversation: it is no longer so. */
export function takeBackNotification(conversationId: string): void {
  shownByPage.get(conversationId)?.close()
  shownByPage.delete(conversationId)
  void takeBackFromWorker(conversationId)
}

async function takeBackFromWorker(tag: string): Promise<void> {
  for (const shown of (await worker.value?.getNotifications({ tag })) ?? []) shown.close()
}

export function tryTone(): void {
  play(SOMEBODY_WAITS)
}

const TRIED_FOR_MS = 8_000

let hushTried = () => {}

/** Plays an offer whose time runs out, in a few seconds. */
export function tryRing(): void {
  hushTried()
  hushTried = ring(() => strokes({ passedMs: 0, lengthMs: TRIED_FOR_MS }))
}

export function tryNotification(): void {
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

const shownByPage = new Map<string, Notification>()

function showFromPage(title: string, { body, tag, opens }: Shown): void {
  const shown = new Notification(title, { body, tag })
  shownByPage.set(tag, shown)
  shown.onclick = () => {
    window.focus()
    shown.close()
    if (opens !== null) openConversation(opens)
  }
}

function isLookedAt(): boolean {
  return document.visibilityState === "visible" && document.hasFocus()
}
