import { effect, untracked } from "@preact/signals"
import type { AgentConversation, Timer } from "../../../shared/protocol/types"
import { isReply, urgency, waitingTimer } from "../../../shared/timer"
import { connection } from "../client"
import { now, serverTime } from "../clock"
import { conversationBy, rowsOf } from "../inbox"
import { me } from "../people"
import { sounds } from "./choices"
import { tellOf } from "./notify"
import { play, TIME_RUNS_OUT } from "./tones"

/** A wait that began longer ago than this was there before the panel, and is in the inbox anyway. */
const NEW_WITHIN_MS = 30_000
/** The server offers a new wait to somebody a moment after it began, where somebody can be asked. */
const OFFER_FOLLOWS_WITHIN_MS = 1_000
/** The most urgent are at the top: looking at these each second is enough. */
const WATCHED_ROWS = 50

const told = new Set<string>()
const warned = new Set<string>()

/** Tells of each new wait once, and once more when its time runs out. */
export function watchWaits(): () => void {
  const stopHearing = connection.on("conversation", (conversation) => {
    if ("timers" in conversation) noticeNewWait(conversation)
  })
  const stopTicking = effect(() => {
    const at = now.value
    untracked(() => warnOfShortTime(at))
  })
  return () => {
    stopHearing()
    stopTicking()
  }
}

function noticeNewWait(conversation: AgentConversation): void {
  const timer = newReplyTo(conversation)
  if (!timer || told.has(timer.id) || !concernsMe(conversation)) return
  told.add(timer.id)
  if (serverTime() - timer.startedAt >= NEW_WITHIN_MS) return
  if (conversation.assigneeId !== null) tellOf(conversation)
  else setTimeout(() => tellIfStillNew(conversation.id, timer.id), OFFER_FOLLOWS_WITHIN_MS)
}

/** Whoever is asked to take it hears it ring; it is told to all only where nobody is. */
function tellIfStillNew(conversationId: string, timerId: string): void {
  const conversation = conversationBy(conversationId)
  if (conversation && concernsMe(conversation) && newReplyTo(conversation)?.id === timerId) tellOf(conversation)
}

/** The reply somebody began to wait for. A promise and an answer that is still owed are no new wait. */
function newReplyTo({ status, timers }: AgentConversation): Timer | null {
  const timer = status === "open" ? waitingTimer(timers) : null
  return timer && isReply(timer) ? timer : null
}

function warnOfShortTime(at: number): void {
  for (const conversation of rowsOf("waiting").slice(0, WATCHED_ROWS)) {
    const timer = waitingTimer(conversation.timers)
    if (!timer || warned.has(timer.id) || urgency(timer, at) !== "soon" || !concernsMe(conversation)) continue
    warned.add(timer.id)
    if (sounds.value) play(TIME_RUNS_OUT)
  }
}

/** Whoever is away is left in peace; everybody else hears of their own and of those nobody has or is asked to take. */
function concernsMe({ assigneeId, offer }: AgentConversation): boolean {
  if (me.value?.availability !== "online") return false
  return assigneeId === null ? offer === null : assigneeId === me.value.id
}
