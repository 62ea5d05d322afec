import { shareLeft, type TimerFacts, timeLeftMs, urgency } from "../../shared/timer"
import { t } from "../locales"
import { clockText, lengthInWords, ringText } from "../locales/format"
import { now } from "../state/clock"
import { Ring } from "./ring"

type WaitRingProps = {
  timer: TimerFacts
  /** What is read out, of how much is left: of a reply unless told otherwise. */
  words?: (leftMs: number) => string
}

/** A running timer as a ring with the time in it. It alone is drawn again each second, not the row around it. */
export function WaitRing({ timer, words = waitInWords }: WaitRingProps) {
  const left = timeLeftMs(timer, now.value)
  return (
    <Ring share={shareLeft(timer, now.value)} urgency={urgency(timer, now.value)} label={words(left)}>
      {ringText(left)}
    </Ring>
  )
}

/** The ring alone, beside words that say the rest. */
export function SmallRing({ timer }: { timer: TimerFacts }) {
  return <Ring share={shareLeft(timer, now.value)} urgency={urgency(timer, now.value)} size="small" />
}

/** The same as a line of words, for where there is room. */
export function WaitLine({ timer }: { timer: TimerFacts }) {
  const left = timeLeftMs(timer, now.value)
  return (
    <span class={`wait-line ring-${urgency(timer, now.value)}`}>
      <SmallRing timer={timer} />
      {left < 0 ? t.time.late(clockText(-left)) : t.time.left(clockText(left))}
    </span>
  )
}

function waitInWords(leftMs: number): string {
  return leftMs < 0 ? t.time.late(lengthInWords(-leftMs)) : t.time.left(lengthInWords(leftMs))
}
