import { computed } from "@preact/signals"
import { urgency, waitingTimer } from "../../../shared/timer"
import { percent } from "../../locales/format"
import { words } from "../../locales/wall"
import { now } from "../../state/clock"
import { rowsOf } from "../../state/inbox"
import { shareKept } from "../../state/share-kept"
import { counted } from "../../state/wall"

const lateCount = computed(
  () =>
    rowsOf("waiting").filter(({ timers }) => {
      const timer = waitingTimer(timers)
      return timer !== null && urgency(timer, now.value) === "late"
    }).length,
)

/** How many wait, and how many of them too long. */
export const waitsInWords = computed(() => {
  const count = rowsOf("waiting").length
  if (count === 0) return words.nobodyWaits
  return [words.waitNow(count), lateCount.value > 0 && words.lateNow(lateCount.value)].filter(Boolean).join(", ")
})

/** The whole wall in a sentence or two, for whoever listens. */
export const wallInWords = computed(() => {
  const share = counted.value.wall && shareKept(counted.value.wall.firstTouch)
  return [waitsInWords.value, share !== null && words.sharePart(percent(share))].filter(Boolean).join(". ")
})
