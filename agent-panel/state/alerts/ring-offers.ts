import { effect, untracked } from "@preact/signals"
import { timeLeftMs } from "../../../shared/timer"
import { serverTime } from "../clock"
import { countdownOf, type Ringing, ringing } from "../offers"
import { sounds } from "./choices"
import { takeBackNotification, tellOfOffer } from "./notify"
import { strokes } from "./strokes"
import { ring } from "./tones"

/** What is overdue already is rung for so long, as high as it goes; then it is only seen. */
const OVERDUE_RINGS_FOR_MS = 30_000

/** Sounds for the most urgent offer as long as it rings, and tells of each in the browser. */
export function ringOffers(): () => void {
  const stopRinging = effect(soundTheFirst)
  const stopTelling = effect(tellOfEach)
  return () => {
    stopRinging()
    stopTelling()
    hush()
    told.clear()
  }
}

let hush = () => {}
let sounding = ""

function soundTheFirst(): void {
  const [first] = sounds.value ? ringing.value : []
  // A reply that is given more time rings on by the time it has now.
  const key = first ? `${first.offer.id} ${first.offer.expiresAt}` : ""
  if (key === sounding) return
  sounding = key
  hush()
  hush = first ? untracked(() => sound(first)) : () => {}
}

function sound(offered: Ringing): () => void {
  const timer = countdownOf(offered)
  const beganAt = serverTime()
  const isOverdue = timeLeftMs(timer, beganAt) <= 0
  return ring(() => {
    const now = serverTime()
    if (!isOverdue) return strokes({ passedMs: now - timer.startedAt, lengthMs: timer.dueAt - timer.startedAt })
    return strokes({ passedMs: now - beganAt, lengthMs: OVERDUE_RINGS_FOR_MS }).map(({ inMs }) => ({ inMs, rise: 1 }))
  })
}

/** Conversations whose offer was told of, by the offer. */
const told = new Map<string, string>()

function tellOfEach(): void {
  const now = new Map(ringing.value.map((offered) => [offered.offer.id, offered]))
  untracked(() => {
    for (const [offerId, conversationId] of told) {
      if (now.has(offerId)) continue
      told.delete(offerId)
      takeBackNotification(conversationId)
    }
    for (const [offerId, offered] of now) {
      if (told.has(offerId)) continue
      told.set(offerId, offered.conversation.id)
      tellOfOffer(offered)
    }
  })
}
