import { lengthInWords, ringText } from "../../../locales/format"
import { words } from "../../../locales/settings"
import { Ring } from "../../../parts/ring"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** What a full circle may stand for: lengths that people can picture. */
const SCALES_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, 12 * HOUR_MS, DAY_MS, 7 * DAY_MS]

/** The shortest circle that holds a length, so that both targets are drawn to one scale and can be compared. */
export function scaleFor(lengthMs: number): number {
  return SCALES_MS.find((scale) => scale >= lengthMs) ?? 7 * DAY_MS
}

/** A target as the ring that will run out, drawn to scale. */
export function TargetRing({ targetMs, scale }: { targetMs: number; scale: number }) {
  return (
    <span class="target-ring">
      <Ring share={Math.min(1, targetMs / scale)} urgency="calm" label={words.targets.ring(lengthInWords(targetMs))}>
        {ringText(targetMs)}
      </Ring>
    </span>
  )
}
